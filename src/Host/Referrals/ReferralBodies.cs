using FluentValidation;
using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals;

internal sealed record ReferredPatientBody(
    string Name, string IdNumber, LocalDate? BirthDate = null, string? Sex = null, string? Phone = null, string? Address = null);

internal sealed record DiagnosisBody(string Code, string Display);

internal sealed record ReferPatientBody(
    string Direction, ReferredPatientBody Patient, string FromInstitution, string ToInstitution, string Reason,
    DiagnosisBody Diagnosis, string Urgency, string? Department = null, string? Summary = null, string? Plan = null,
    IReadOnlyList<Guid>? Attachments = null, IReadOnlyList<LocalDate>? Visits = null, Guid? Follows = null, bool Draft = false);

/// <param name="Reason">One of <see cref="WithdrawalReasons"/>.</param>
internal sealed record WithdrawReferralBody(string? Reason = null, string? Note = null);

/// <summary>What must be there, and lengths; what is known, is the domain's to say.</summary>
internal sealed class ReferPatientValidator : AbstractValidator<ReferPatientBody>
{
    internal const int MostAttachments = 20;
    private const int MostVisits = 24;

    public ReferPatientValidator()
    {
        RuleFor(x => x.Direction).NotEmpty().MaximumLength(16);
        RuleFor(x => x.Urgency).NotEmpty().MaximumLength(16);
        RuleFor(x => x.FromInstitution).NotEmpty().MaximumLength(64);
        RuleFor(x => x.ToInstitution).NotEmpty().MaximumLength(64);
        RuleFor(x => x.Department).MaximumLength(64);
        RuleFor(x => x.Reason).NotEmpty().MaximumLength(4000);
        RuleFor(x => x.Summary).MaximumLength(8000);
        RuleFor(x => x.Plan).MaximumLength(8000);
        RuleFor(x => x.Diagnosis.Code).NotEmpty().MaximumLength(32);
        RuleFor(x => x.Diagnosis.Display).NotEmpty().MaximumLength(200);
        RuleFor(x => x.Patient.Name).NotEmpty().MaximumLength(100);
        RuleFor(x => x.Patient.IdNumber).NotEmpty().MaximumLength(32);
        RuleFor(x => x.Patient.Phone).Telephone();
        RuleFor(x => x.Patient.Address).MaximumLength(300);
        RuleFor(x => x.Attachments).Must(files => files is not { Count: > MostAttachments })
            .WithMessage($"至多 {MostAttachments} 个 / {MostAttachments} at most");
        RuleFor(x => x.Visits).Must(days => days is not { Count: > MostVisits })
            .WithMessage($"至多 {MostVisits} 次 / {MostVisits} at most");
    }
}

internal sealed class WithdrawReferralValidator : AbstractValidator<WithdrawReferralBody>
{
    public WithdrawReferralValidator()
    {
        RuleFor(x => x.Reason).MaximumLength(32);
        RuleFor(x => x.Note).MaximumLength(1000);
    }
}

using FluentValidation;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>Lengths and shapes only: what must not be empty, and what is known, is the domain's to say.</summary>
internal sealed class RequestConsultationValidator : AbstractValidator<RequestConsultationBody>
{
    public RequestConsultationValidator()
    {
        RuleFor(x => x.Form).NotNull().MaximumLength(32);
        RuleFor(x => x.Urgency).MaximumLength(16);
        RuleFor(x => x.Modality).MaximumLength(32);
        RuleFor(x => x.ToInstitution).NotEmpty().MaximumLength(32);
        RuleFor(x => x.FromInstitution).MaximumLength(32);
        RuleFor(x => x.Question).MaximumLength(4000);
        RuleFor(x => x.Summary).MaximumLength(8000);
        RuleFor(x => x.Attachments).Must(files => files is null || files.Count <= 50).WithMessage("至多 50 项 / 50 at most");
        RuleFor(x => x.Patient).NotNull();
        When(x => x.Patient is not null, () =>
        {
            RuleFor(x => x.Patient.Name).NotEmpty().MaximumLength(100);
            RuleFor(x => x.Patient.Phone).Telephone();
            RuleFor(x => x.Patient.Address).MaximumLength(300);
        });
    }
}

internal sealed class WithdrawConsultationValidator : AbstractValidator<WithdrawConsultationBody>
{
    public WithdrawConsultationValidator() => RuleFor(x => x.Reason).MaximumLength(1000);
}

internal sealed class AskAdviceValidator : AbstractValidator<AskAdviceBody>
{
    public AskAdviceValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(100);
        RuleFor(x => x.Phone).NotEmpty().Telephone();
        RuleFor(x => x.Question).NotEmpty().MaximumLength(2000);
        RuleFor(x => x.ToInstitution).NotEmpty().MaximumLength(32);
    }
}

internal sealed class AskAdviceAgainValidator : AbstractValidator<AskAdviceAgainBody>
{
    public AskAdviceAgainValidator() => RuleFor(x => x.Question).NotEmpty().MaximumLength(2000);
}

internal sealed class RateAdviceValidator : AbstractValidator<RateAdviceBody>
{
    public RateAdviceValidator() => RuleFor(x => x.Comment).MaximumLength(1000);
}

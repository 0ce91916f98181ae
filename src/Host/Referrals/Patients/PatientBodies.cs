using FluentValidation;
using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <param name="Institution">Code of the institution that speaks of them; for machines, a person speaks for their own.</param>
internal sealed record RegisterPatientBody(
    string Name, string Sex, string? IdNumber = null, LocalDate? BirthDate = null, string? Phone = null, string? Address = null,
    string? Institution = null) : ISpeaksFor
{
    public PatientDetails Details => new(
        Name.Trim(), string.IsNullOrWhiteSpace(IdNumber) ? null : IdNumber.Trim().ToUpperInvariant(), BirthDate, Sex, Phone?.Trim(), Address?.Trim());
}

/// <summary>A body in which a machine says for which institution it speaks.</summary>
internal interface ISpeaksFor
{
    string? Institution { get; }
}

/// <param name="On">The day that it is of, such as that of the check-up; null for today.</param>
/// <param name="Fields">Text by the code of the field; null takes a field out, what is not named stays.</param>
internal sealed record SectionBody(IReadOnlyDictionary<string, string?> Fields, LocalDate? On = null, string? Institution = null) : ISpeaksFor;

internal sealed record LinkBody(Guid To, string? Institution = null) : ISpeaksFor;

internal sealed record CardBody(string Medium, string? Institution = null) : ISpeaksFor;

internal sealed record BindBody(string Phone, string? Institution = null) : ISpeaksFor;

internal sealed record CardReasonBody(string Reason, string? Institution = null) : ISpeaksFor;

/// <param name="Scope">Some of <c>record</c>, <c>referrals</c>, <c>consultations</c>, <c>all</c>.</param>
/// <param name="Unit">The institution that may; null for every one.</param>
/// <param name="Role">The role that may; null for every one.</param>
/// <param name="Purpose"><c>treatment</c>, <c>consultation</c>, <c>family-doctor</c>, <c>insurance</c> or <c>research</c>.</param>
/// <param name="PhoneLast4">What the patient tells, where who writes it down has no ground yet to read the record.</param>
internal sealed record ConsentBody(
    IReadOnlyList<string> Scope, string Purpose, string? Unit = null, string? Role = null, Instant? Until = null, string? PhoneLast4 = null,
    string? Institution = null) : ISpeaksFor;

/// <param name="PhoneLast4">What the patient tells, where the institution neither wrote the consent down nor has a ground to read the record.</param>
internal sealed record WithdrawConsentBody(string? PhoneLast4 = null, string? Institution = null) : ISpeaksFor;

internal sealed record EmergencyBody(string Reason, string? Institution = null) : ISpeaksFor;

/// <summary>What somebody is looked for by: a number, a card, name and birth date together, or a telephone.</summary>
internal sealed record FindBody(
    string? IdNumber = null, string? CardNumber = null, string? Name = null, LocalDate? BirthDate = null, string? Phone = null,
    string? Institution = null) : ISpeaksFor;

internal sealed record CitizenReadsBody(string CardNumber, string PhoneLast4);

internal sealed class RegisterPatientValidator : AbstractValidator<RegisterPatientBody>
{
    public RegisterPatientValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(100);
        RuleFor(x => x.Sex).NotEmpty().Must(Sexes.All.Contains);
        RuleFor(x => x.Phone).Telephone();
        RuleFor(x => x.Address).MaximumLength(300);
    }
}

internal sealed class SectionValidator : AbstractValidator<SectionBody>
{
    public SectionValidator()
    {
        RuleFor(x => x.Fields).NotEmpty();
        RuleForEach(x => x.Fields).Must(field => field.Value is null || field.Value.Length <= 2000);
    }
}

internal sealed class CardValidator : AbstractValidator<CardBody>
{
    public CardValidator() => RuleFor(x => x.Medium).NotEmpty().MaximumLength(20);
}

internal sealed class BindValidator : AbstractValidator<BindBody>
{
    public BindValidator() => RuleFor(x => x.Phone).NotEmpty().Telephone();
}

internal sealed class CardReasonValidator : AbstractValidator<CardReasonBody>
{
    public CardReasonValidator() => RuleFor(x => x.Reason).NotEmpty().MaximumLength(50);
}

internal sealed class ConsentValidator : AbstractValidator<ConsentBody>
{
    public ConsentValidator(UnitDirectory units)
    {
        RuleFor(x => x.Scope).NotEmpty();
        RuleFor(x => x.Unit).Must(unit => unit is null || units.Knows(unit));
        RuleFor(x => x.Purpose).NotEmpty().MaximumLength(50);
        RuleFor(x => x.Role).Must(role => role is null || Roles.Staff.Contains(role));
    }
}

internal sealed class EmergencyValidator : AbstractValidator<EmergencyBody>
{
    public EmergencyValidator() => RuleFor(x => x.Reason).NotEmpty().MaximumLength(1000);
}

internal sealed class FindValidator : AbstractValidator<FindBody>
{
    public FindValidator() => RuleFor(x => x)
        .Must(x => x.IdNumber is not null || x.CardNumber is not null || x.Phone is not null || (x.Name is not null && x.BirthDate is not null))
        .WithName("idNumber");
}

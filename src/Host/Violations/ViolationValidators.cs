using FluentValidation;

namespace SmartCity.Host.Violations;

/// <summary>Lengths only: what must not be empty, and what is known, is the domain's to say.</summary>
internal sealed class ReportViolationValidator : AbstractValidator<ReportViolationBody>
{
    public ReportViolationValidator()
    {
        RuleFor(x => x.Kind).MaximumLength(64);
        RuleFor(x => x.Description).MaximumLength(4000);
        RuleFor(x => x.Location.Address).MaximumLength(300);
        RuleFor(x => x.Evidence).Evidence();
        When(x => x.Subject is not null, () =>
        {
            RuleFor(x => x.Subject!.Name).MaximumLength(200);
            RuleFor(x => x.Subject!.Phone).Phone();
            RuleFor(x => x.Subject!.Plate).Plate();
        });
    }
}

internal sealed class AddEvidenceValidator : AbstractValidator<AddEvidenceBody>
{
    public AddEvidenceValidator() => RuleFor(x => x.Evidence).Evidence();
}

internal sealed class StatementValidator : AbstractValidator<StatementBody>
{
    public StatementValidator() => RuleFor(x => x.Text).MaximumLength(4000);
}

internal sealed class PaymentValidator : AbstractValidator<PaymentBody>
{
    public PaymentValidator()
    {
        RuleFor(x => x.Amount).GreaterThan(0).LessThan(1_000_000_000);
        RuleFor(x => x.Receipt).NotEmpty().MaximumLength(60);
    }
}

internal sealed class RemedyValidator : AbstractValidator<RemedyBody>
{
    public RemedyValidator()
    {
        RuleFor(x => x.Remedy).MaximumLength(20);
        RuleFor(x => x.Body).MaximumLength(100);
        RuleFor(x => x.Document).MaximumLength(100);
    }
}

internal sealed class RemedyEndValidator : AbstractValidator<RemedyEndBody>
{
    public RemedyEndValidator()
    {
        RuleFor(x => x.Result).MaximumLength(20);
        RuleFor(x => x.Document).MaximumLength(100);
    }
}

internal sealed class VehicleReadingValidator : AbstractValidator<VehicleReadingBody>
{
    public VehicleReadingValidator()
    {
        RuleFor(x => x.Reading).NotEmpty().MaximumLength(64);
        RuleFor(x => x.Plate).NotEmpty().Plate();
        RuleFor(x => x.Method).MaximumLength(32);
        RuleFor(x => x.Place).NotEmpty().MaximumLength(64);
        RuleFor(x => x.Location.Address).MaximumLength(300);
        RuleFor(x => x.Values).Must(values => values is null || values.Count <= 20).WithMessage("至多 20 项 / 20 at most");
        When(x => x.Owner is not null, () =>
        {
            RuleFor(x => x.Owner!.Name).NotEmpty().MaximumLength(200);
            RuleFor(x => x.Owner!.Phone).Phone();
        });
    }
}

internal static class ViolationFieldRules
{
    private const int MostEvidence = 20, LongestDescription = 2000;

    public static IRuleBuilderOptions<T, EvidenceBodies?> Evidence<T>(this IRuleBuilder<T, EvidenceBodies?> rule) =>
        rule.Must(evidence => evidence is null || (evidence.Items.Count <= MostEvidence
                && evidence.Items.All(item => item.Description.Length <= LongestDescription
                    && item.Device is not { Length: > 64 } && item.Point is not { Length: > 64 })))
            .WithMessage($"至多 {MostEvidence} 项，每项至多 {LongestDescription} 字 / "
                + $"{MostEvidence} at most, of {LongestDescription} characters each");

    public static IRuleBuilderOptions<T, string?> Phone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches(@"^\+?[0-9][0-9\- ]{4,19}\z").WithMessage("电话号码有误 / Not a telephone number");

    /// <summary>A plate (GA 36): province, letter, five or six signs; what machines read of it is taken as it is.</summary>
    public static IRuleBuilderOptions<T, string?> Plate<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches(@"^[\p{L}\p{N}]{5,10}\z").WithMessage("号牌号码有误 / Not a number plate");
}

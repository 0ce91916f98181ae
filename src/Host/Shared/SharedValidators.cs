using FluentValidation;

namespace SmartCity.Host.Shared;

internal sealed class ReopenValidator : AbstractValidator<ReopenBody>
{
    public ReopenValidator() => RuleFor(x => x.Reason).NotEmpty().MaximumLength(1000);
}

internal sealed class DelegateTaskValidator : AbstractValidator<DelegateTaskBody>
{
    public DelegateTaskValidator() => RuleFor(x => x.To).NotEmpty().MaximumLength(100);
}

internal sealed class CompleteTaskValidator : AbstractValidator<CompleteTaskBody>
{
    public CompleteTaskValidator() => RuleFor(x => x.Outcome).NotEmpty().MaximumLength(100);
}

internal sealed class RateValidator : AbstractValidator<RateBody>
{
    public RateValidator()
    {
        RuleFor(x => x.Level).InclusiveBetween(1, 5);
        RuleFor(x => x.Comment).MaximumLength(1000);
    }
}

internal static class FieldRules
{
    /// <summary>A telephone number: digits, between them blanks and hyphens, and a plus in front at most.</summary>
    public static IRuleBuilderOptions<T, string?> Telephone<T>(this IRuleBuilder<T, string?> rule) =>
        rule.Matches(@"^\+?[0-9][0-9\- ]{5,19}\z").WithMessage("电话号码有误 / Not a telephone number");
}

internal sealed class ReasonValidator : AbstractValidator<ReasonBody>
{
    public ReasonValidator() => RuleFor(x => x.Reason).NotEmpty().MaximumLength(1000);
}

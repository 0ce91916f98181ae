using FluentValidation;
using NodaTime;

namespace SmartCity.Host.GridCases;

/// <summary>Lengths and shapes only: what must not be empty, and what is known, is the domain's to say.</summary>
internal sealed class ReportCaseValidator : AbstractValidator<ReportCaseBody>
{
    /// <summary>A report tells of so many days at most; what is older is imported.</summary>
    private const int MostDays = 90;

    public ReportCaseValidator(IClock clock)
    {
        RuleFor(x => x.ReportedAt).Must(at => at is null || at >= clock.GetCurrentInstant() - Duration.FromDays(MostDays))
            .WithMessage($"至多 {MostDays} 天前 / {MostDays} days ago at most");
        RuleFor(x => x.Kind).MaximumLength(64);
        RuleFor(x => x.Channel).MaximumLength(32);
        RuleFor(x => x.Title).MaximumLength(200);
        RuleFor(x => x.Description).MaximumLength(4000);
        RuleFor(x => x.Location.Address).MaximumLength(300);
        RuleFor(x => x.EmergencyLevel).InclusiveBetween(1, 4);
        RuleFor(x => x.EmergencyPlan).MaximumLength(64);
        RuleFor(x => x.Photos).Photos();
        When(x => x.Reporter is not null, () =>
        {
            RuleFor(x => x.Reporter!.Name).NotEmpty().MaximumLength(100);
            RuleFor(x => x.Reporter!.Phone).Matches(@"^\+?[0-9][0-9\- ]{4,19}\z").WithMessage("电话号码有误 / Not a telephone number");
        });
    }
}

internal sealed class SplitValidator : AbstractValidator<SplitBody>
{
    public SplitValidator()
    {
        RuleFor(x => x.Demands.Count).LessThanOrEqualTo(20).OverridePropertyName("demands");
        RuleForEach(x => x.Demands).NotNull().ChildRules(demand =>
        {
            demand.RuleFor(x => x.Kind).MaximumLength(64);
            demand.RuleFor(x => x.Title).NotEmpty().MaximumLength(200);
            demand.RuleFor(x => x.Description).MaximumLength(4000);
            demand.RuleFor(x => x.Location!.Address).MaximumLength(300).When(x => x.Location is not null);
        });
    }
}

internal sealed class ContactValidator : AbstractValidator<ContactBody>
{
    public ContactValidator() => RuleFor(x => x.Remark).MaximumLength(1000);
}

internal sealed class FeedbackValidator : AbstractValidator<FeedbackBody>
{
    public FeedbackValidator()
    {
        RuleFor(x => x.Text).MaximumLength(4000);
        RuleFor(x => x.PhotosBefore).Photos();
        RuleFor(x => x.PhotosAfter).Photos();
    }
}

internal sealed class ExtensionValidator : AbstractValidator<ExtensionBody>
{
    public ExtensionValidator() => RuleFor(x => x.Reason).MaximumLength(1000);
}

internal sealed class SuspendCaseValidator : AbstractValidator<SuspendCaseBody>
{
    public SuspendCaseValidator()
    {
        RuleFor(x => x.Ground).MaximumLength(64);
        RuleFor(x => x.Reason).MaximumLength(1000);
    }
}

internal sealed class WhistleValidator : AbstractValidator<WhistleBody>
{
    public WhistleValidator()
    {
        RuleFor(x => x.Units.Count).LessThanOrEqualTo(10).OverridePropertyName("units");
        RuleForEach(x => x.Units).NotNull().MaximumLength(40);
    }
}

internal static class PhotoRules
{
    private const int Most = 20;

    /// <summary>Not endless.</summary>
    public static IRuleBuilderOptions<T, IReadOnlyList<Guid>?> Photos<T>(this IRuleBuilder<T, IReadOnlyList<Guid>?> rule) =>
        rule.Must(photos => photos is null || photos.Count <= Most).WithMessage($"至多 {Most} 张 / {Most} at most");
}

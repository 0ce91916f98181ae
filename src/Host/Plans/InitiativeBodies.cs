using FluentValidation;
using NodaTime;

namespace SmartCity.Host.Plans;

internal sealed record MilestoneBody(string Name, LocalDate DueOn);

internal sealed record MoveMilestoneBody(LocalDate DueOn, string Reason);

internal sealed record ReachMilestoneBody(IReadOnlyList<Guid> Evidence, LocalDate? Day = null, string? Note = null);

internal sealed record ProgressBody(int Percent, string Text, IReadOnlyList<Guid>? Evidence = null);

/// <param name="Level"><c>low</c>, <c>medium</c> or <c>high</c>.</param>
internal sealed record RiskBody(string Level, string Text);

internal sealed record MitigateRiskBody(string Level, string Measures);

internal sealed record CloseRiskBody(string Note);

internal sealed record InitiativeEvidenceBody(IReadOnlyList<Guid> Evidence, string? Note = null);

/// <param name="Deadline">The last day in time.</param>
/// <param name="Document">Attachment that allows it.</param>
internal sealed record DeadlineBody(LocalDate Deadline, string Reason, Guid Document);

internal sealed record AskAcceptanceBody(string Statement);

/// <summary>Lengths only: what must not be empty, and what is known, is the domain's to say.</summary>
internal static class InitiativeRules
{
    public const int MostText = 4000, MostEvidence = 50;

    public static void Evidence<T>(this IRuleBuilder<T, IReadOnlyList<Guid>?> rule) =>
        rule.Must(list => list is null or { Count: <= MostEvidence })
            .WithMessage($"佐证材料至多 {MostEvidence} 份。 / At most {MostEvidence} attachments at once.");
}

internal sealed class MilestoneValidator : AbstractValidator<MilestoneBody>
{
    public MilestoneValidator() => RuleFor(x => x.Name).MaximumLength(200);
}

internal sealed class MoveMilestoneValidator : AbstractValidator<MoveMilestoneBody>
{
    public MoveMilestoneValidator() => RuleFor(x => x.Reason).MaximumLength(InitiativeRules.MostText);
}

internal sealed class ReachMilestoneValidator : AbstractValidator<ReachMilestoneBody>
{
    public ReachMilestoneValidator()
    {
        RuleFor(x => x.Note).MaximumLength(InitiativeRules.MostText);
        RuleFor(x => x.Evidence).Evidence();
    }
}

internal sealed class ProgressValidator : AbstractValidator<ProgressBody>
{
    public ProgressValidator()
    {
        RuleFor(x => x.Text).MaximumLength(InitiativeRules.MostText);
        RuleFor(x => x.Evidence).Evidence();
    }
}

internal sealed class RiskValidator : AbstractValidator<RiskBody>
{
    public RiskValidator() => RuleFor(x => x.Text).MaximumLength(InitiativeRules.MostText);
}

internal sealed class MitigateRiskValidator : AbstractValidator<MitigateRiskBody>
{
    public MitigateRiskValidator() => RuleFor(x => x.Measures).MaximumLength(InitiativeRules.MostText);
}

internal sealed class CloseRiskValidator : AbstractValidator<CloseRiskBody>
{
    public CloseRiskValidator() => RuleFor(x => x.Note).MaximumLength(InitiativeRules.MostText);
}

internal sealed class InitiativeEvidenceValidator : AbstractValidator<InitiativeEvidenceBody>
{
    public InitiativeEvidenceValidator()
    {
        RuleFor(x => x.Note).MaximumLength(InitiativeRules.MostText);
        RuleFor(x => x.Evidence).Evidence();
    }
}

internal sealed class DeadlineValidator : AbstractValidator<DeadlineBody>
{
    public DeadlineValidator() => RuleFor(x => x.Reason).MaximumLength(InitiativeRules.MostText);
}

internal sealed class AskAcceptanceValidator : AbstractValidator<AskAcceptanceBody>
{
    public AskAcceptanceValidator() => RuleFor(x => x.Statement).MaximumLength(InitiativeRules.MostText);
}

using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Plans;

/// <summary>Risks: raised, mitigated as often as need be, closed.</summary>
internal static class RiskRules
{
    internal static Decision Raise(RaiseInitiativeRisk command, StepContext context) =>
        Unsound(command.Level, "text", command.Text) is { } unsound ? unsound : Decision.Of(new InitiativeRiskRaised(
            context.NewId(), command.Level, command.Text.Trim(), context.Actor.Unit, context.Actor.Id));

    internal static Decision Mitigate(Initiative state, MitigateInitiativeRisk command, StepContext context) =>
        state.Risks.Find(r => r.Id == command.Risk) switch
        {
            null => new InitiativeRiskNotFound(),
            { Open: false } => new InitiativeRiskIsClosed(),
            var risk when (risk.State, risk.Level, risk.Measures) == (InitiativeRisk.Mitigated, command.Level, command.Measures.Trim()) =>
                Decision.Nothing,
            var risk => Unsound(command.Level, "measures", command.Measures) is { } unsound ? unsound : Decision.Of(
                new InitiativeRiskMitigated(risk.Id, command.Level, command.Measures.Trim(), context.Actor.Id)),
        };

    internal static Decision Close(Initiative state, CloseInitiativeRisk command, StepContext context) =>
        state.Risks.Find(r => r.Id == command.Risk) switch
        {
            null => new InitiativeRiskNotFound(),
            { Open: false } => Decision.Nothing,
            _ when string.IsNullOrWhiteSpace(command.Note) => InitiativeFieldInvalid.Required("note"),
            var risk => Decision.Of(new InitiativeRiskClosed(risk.Id, command.Note.Trim(), context.Actor.Id)),
        };

    private static InitiativeFieldInvalid? Unsound(string level, string field, string text) =>
        !RiskLevels.All.Contains(level)
            ? InitiativeFieldInvalid.Of("level", "等级为 low、medium 或 high。", "The level is low, medium or high.")
            : string.IsNullOrWhiteSpace(text) ? InitiativeFieldInvalid.Required(field) : null;
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Plans;

/// <summary>Acceptance (验收): asked for, judged, filed away.</summary>
internal static class AcceptanceRules
{
    /// <summary>Needs evidence, every milestone reached, and a lead that reports 100 %.</summary>
    internal static Decision Ask(Initiative state, string statement, StepContext context)
    {
        if (state.Asked is not null) return Decision.Nothing;
        if (string.IsNullOrWhiteSpace(statement)) return InitiativeFieldInvalid.Required("statement");
        if (state.Evidence.IsEmpty && state.Milestones.All(m => m.Evidence.IsEmpty) && state.Reports.All(r => r.Evidence.IsEmpty))
            return new InitiativeEvidenceMissing();
        if (Unfinished(state) is { } refusal) return refusal;
        return Decision.Of(new InitiativeAcceptanceAsked(statement.Trim(), context.Actor.Unit, context.Actor.Id));
    }

    /// <summary>What was true when it was asked for is true when it is judged.</summary>
    internal static Decision Accept(Initiative state, FormAnswer form, StepContext context)
    {
        if (Unfinished(state) is { } refusal) return refusal;
        if (form.Number("score") is not (>= 0 and <= 100 and var score)) return InitiativeFieldInvalid.Required("score");
        if (form.Text("opinion").Length == 0) return InitiativeFieldInvalid.Required("opinion");
        if (form.Text("document").Length == 0) return InitiativeFieldInvalid.Required("document");
        var attachments = form.Texts("attachments").Select(text => Guid.TryParse(text, out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty).Distinct();
        return Decision.Of(new InitiativeAccepted(
            score, form.Text("opinion"), form.Text("document"), [.. attachments], context.Actor.Id));
    }

    private static Refusal? Unfinished(Initiative state) =>
        state.Milestones.Count(m => m.ReachedOn is null) is > 0 and var open ? new MilestonesOpen(open)
        : state.Percent < 100 ? new InitiativeNotComplete(state.Percent)
        : null;

    internal static Decision Return(FormAnswer form, StepContext context) => form.Text("missing") is { Length: > 0 } missing
        ? Decision.Of(new InitiativeReturned(missing, context.Actor.Id))
        : InitiativeFieldInvalid.Required("missing");

    /// <summary>Every clock stops.</summary>
    internal static Decision Archive(Initiative state, StepContext context) => state.ArchivedAt is not null
        ? Decision.Nothing
        : Decision.Of([
            new InitiativeArchived(), .. state.Clocks.Values.OrderBy(clock => clock.Name, StringComparer.Ordinal)
                .SelectMany(clock => ClockDecider.Stop(clock, context.Now))]);
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Plans;

/// <summary>Milestones: set, moved with a reason, reached with evidence.</summary>
internal static class MilestoneRules
{
    private const int Most = 200;

    internal static Decision Set(Initiative state, SetMilestone command, StepContext context)
    {
        var name = command.Name.Trim();
        if (name.Length == 0) return InitiativeFieldInvalid.Required("name");
        if (BeforeThePlan(state, command.DueOn) is { } early) return early;
        if (state.Milestones.Any(m => m.Name == name && m.DueOn == command.DueOn)) return Decision.Nothing;
        if (state.Milestones.Count >= Most)
            return InitiativeFieldInvalid.Of("name", $"里程碑至多 {Most} 个。", $"There are at most {Most} milestones.");
        return Decision.Of(new MilestoneSet(context.NewId(), name, command.DueOn, context.Actor.Id));
    }

    internal static Decision Move(Initiative state, MoveMilestone command, StepContext context) =>
        state.Milestones.Find(m => m.Id == command.Milestone) switch
        {
            null => new MilestoneNotFound(),
            { ReachedOn: not null } => new MilestoneIsReached(),
            var m when m.DueOn == command.DueOn => Decision.Nothing,
            _ when string.IsNullOrWhiteSpace(command.Reason) => InitiativeFieldInvalid.Required("reason"),
            _ when BeforeThePlan(state, command.DueOn) is { } early => early,
            var m => Decision.Of(new MilestoneMoved(m.Id, m.DueOn, command.DueOn, command.Reason.Trim(), context.Actor.Id)),
        };

    internal static Decision Reach(Initiative state, ReachMilestone command, StepContext context)
    {
        var today = context.Now.InZone(WorkingCalendar.Zone).Date;
        return state.Milestones.Find(m => m.Id == command.Milestone) switch
        {
            null => new MilestoneNotFound(),
            { ReachedOn: not null } => Decision.Nothing,
            _ when command.Evidence.Count == 0 => InitiativeFieldInvalid.Required("evidence"),
            _ when command.Day > today => InitiativeFieldInvalid.Of("day", "不能在未来。", "It lies in the future."),
            _ when command.Day is { } day && BeforeThePlan(state, day, "day") is { } early => early,
            var m => Decision.Of(new MilestoneReached(
                m.Id, command.Day ?? today, command.Note.Trim(), [.. command.Evidence.Distinct()], context.Actor.Id)),
        };
    }

    private static InitiativeFieldInvalid? BeforeThePlan(Initiative state, LocalDate day, string field = "dueOn") =>
        state.OpenedAt.InZone(WorkingCalendar.Zone).Date is var published && day < published
            ? InitiativeFieldInvalid.BeforeThePlan(field, published)
            : null;
}

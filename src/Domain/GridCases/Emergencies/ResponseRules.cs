using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases.Emergencies;

/// <summary>What is done while the response runs: command group, first reports, tasks of the plan, situation reports.</summary>
internal static class ResponseRules
{
    /// <summary>The commander is who forms the group, unless the form names another.</summary>
    internal static Decision FormGroup(GridCase state, FormAnswer form, StepContext context)
    {
        if (EmergencyDecider.NotRunning(state) is { } over) return over;
        var commander = form.Text("commander");
        return Decision.Of(new CommandGroupFormed(
            commander.Length == 0 ? context.Actor.Name : commander,
            [.. form.Texts("members").Select(member => member.Trim()).Where(member => member.Length > 0).Distinct()],
            form.Text("place")));
    }

    internal static Decision FirstReport(GridCase state, string means, FormAnswer form, StepContext context) =>
        EmergencyDecider.NotRunning(state) is { } over ? over
        : state.Emergency!.FirstReports.ContainsKey(means) ? Decision.Nothing
        : Decision.Of(new FirstReportMade(means, form.Text("to"), form.Text("text"), context.Actor.Id));

    internal static Decision TaskDone(GridCase state, WorkItem item, FormAnswer form, StepContext context)
    {
        if (EmergencyDecider.NotRunning(state) is { } over) return over;
        var task = item.Instance ?? item.Element;
        return state.Emergency!.TasksDone.ContainsKey(task)
            ? Decision.Nothing
            : Decision.Of(new ResponseTaskDone(task, item.Unit, context.Actor.Id, form.Text("report")));
    }

    internal static Decision Report(GridCase state, FormAnswer form, StepContext context)
    {
        if (EmergencyDecider.NotRunning(state) is { } over) return over;
        var emergency = state.Emergency!;
        int Figure(string field) => Math.Max(0, form.Number(field) ?? 0);
        return Decision.Of(new SituationReported(
            (emergency.LastReport?.Number ?? 0) + 1,
            context.Actor.Id,
            form.Text("text"),
            new(Figure("dead"), Figure("injured"), Figure("missing"), Figure("evacuated")),
            form.Text("measures"),
            form.Text("needs"),
            EmergencyTimes.Missed(emergency, context.Now),
            EmergencyTimes.NextReportDue(emergency, context.Now)));
    }

    /// <summary>Once until the next report, and only when the moment has really come: the level may have changed since.</summary>
    internal static Decision MissReport(GridCase state, StepContext context) =>
        state is { Wartime: true, Emergency: { MissedSince: null } emergency } && emergency.NextReportDueAt <= context.Now
            ? Decision.Of(new SituationReportMissed(emergency.NextReportDueAt))
            : Decision.Nothing;
}

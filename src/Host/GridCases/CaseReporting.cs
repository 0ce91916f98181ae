using NodaTime;
using SmartCity.Application.GridCases;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.GridCases.Emergencies;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.GridCases;

/// <summary>
/// What a report decides, whichever door it comes in by: where it lies, the rules in force, the process, and where it is an
/// emergency from the first word, the response plan.
/// </summary>
internal sealed class CaseReporting(
    GridMap map, Func<Instant, ICaseRules> rules, Duplicates duplicates, ResponsePlans plans, ProcessRegistry processes,
    MatterProgress progress, MatterReader matters, IClock clock)
{
    /// <summary>The series that the numbers of cases come from.</summary>
    public const string NumberPrefix = "DX-GC";

    /// <summary>区城市运行指挥中心, which takes in and dispatches.</summary>
    public const string Centre = "DX-ZHZX";

    private const string ProcessName = "grid-case";

    /// <summary>
    /// What has to be known before a report can be decided, looked up the same way for each door: duplicates nearby, and
    /// what stands against the sender.
    /// </summary>
    public async Task<ReportGrounds> LookUp(Actor actor, ReportCaseBody body, CancellationToken stop) => new(
        await Suspects(body, stop),
        (Refusal?)ChannelNotYours.Of(actor, body.Channel)
            ?? (body.PatrolShift is { } shift ? await Unwalked(actor, shift, stop) : null));

    /// <summary>A report on patrol names a shift of the reporter's own that is going on.</summary>
    private async Task<ShiftUnknown?> Unwalked(Actor actor, Guid shift, CancellationToken stop) =>
        await matters.Find(shift, null, null, stop) is PatrolShift { StartedAt: not null, Ended: null } walked
            && walked.Member == actor.Id ? null
            : ShiftUnknown.Of(shift);

    /// <summary>
    /// Open cases of the same kind nearby: what a report of a channel that needs no reading may be a duplicate of. All others
    /// are read by a person, who asks then.
    /// </summary>
    private async Task<IReadOnlyList<Guid>> Suspects(ReportCaseBody body, CancellationToken stop)
    {
        if (body.Kind is null || CaseChannels.Find(body.Channel) is not { } channel || !CaseChannels.IsTrusted(channel))
            return [];
        var near = await duplicates.Near(
            body.Kind, body.Location.Longitude, body.Location.Latitude, clock.GetCurrentInstant(), null, stop);
        return [.. near.Where(candidate => candidate is { Open: true, SameKind: true }).Select(candidate => candidate.Id)];
    }

    /// <param name="grounds">What was looked up before.</param>
    public Decision Report(Guid id, ReportCaseBody body, ReportGrounds grounds, StepContext context, string number)
    {
        if (grounds.Against is { } against) return against;
        var command = new ReportCase(
            id, number, body.Kind, body.Channel, body.Title, body.Description, Location(body.Location), Locate(body.Location),
            body.Reporter is { } reporter ? new(reporter.Name, reporter.Phone) : null, body.Danger, body.Photos ?? [],
            body.PatrolShift, body.ReportedAt, Centre, grounds.Suspects);
        return GridCaseHandlers.Handle(command, rules(context.Now), Process(), context, progress, body.EmergencyLevel is { } level
            ? state => EmergencyDecider.Raise(
                state, new(id, level, body.EmergencyPlan, body.Title), plans.InForce(context.Now), context)
            : null);
    }

    /// <summary>A decision for the report, and one for each case that its demands become.</summary>
    /// <param name="numbers">The report's own place first.</param>
    public IReadOnlyList<Decision> Split(
        Guid id, SplitBody body, IReadOnlyList<Guid> parts, long? version, Matter? matter, StepContext context,
        IReadOnlyList<string> numbers)
    {
        var demands = body.Demands.Select((demand, i) => new SplitDemand(
            parts[i], numbers[i + 1], demand.Kind, demand.Title, demand.Description ?? "",
            demand.Location is { } location ? Location(location) : null, demand.Location is { } where ? Locate(where) : null));
        return GridCaseHandlers.Handle(
            new SplitReport(id, [.. demands], version), matter, rules(context.Now), Process(), context, progress);
    }

    public Decision Whistle(Guid id, WhistleBody body, long? version, Matter? matter, StepContext context) =>
        GridCaseHandlers.Handle(new Whistle(id, body.Units, version), matter, rules(context.Now), context, progress);

    private GridPlace? Locate(LocationBody body) => map.Locate(body.Longitude, body.Latitude);

    private static CaseLocation Location(LocationBody body) => new(body.Longitude, body.Latitude, body.Address);

    private ProcessKey Process() => processes.Latest(ProcessName)!.Key;
}

using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Patrols;

/// <summary>What may happen to a shift. Pure; a thing that was done already yields no events.</summary>
public static class PatrolDecider
{
    /// <summary>How long before its time a shift may be started [P].</summary>
    private static readonly Duration Early = Duration.FromMinutes(30);

    private static readonly Duration Longest = Duration.FromHours(16);

    private const int MostCells = 500, MostTasks = 100;

    public static Decision Plan(PlanShift command, StepContext context)
    {
        if (!MayPlan(command, context.Actor)) return new ShiftPlanNotAllowed();
        if (Unsound(command, context.Now) is { } invalid) return invalid;
        if (command.Cells.FirstOrDefault(cell => !command.CellsOfTown.Contains(cell)) is { } stranger)
            return CellNotOfTown.Of(stranger, command.Town);
        if (command.Others.FirstOrDefault(other => other.From < command.To && command.From < other.To) is { } other)
            return new ShiftsOverlap(other.Number);
        return Decision.Of(new PatrolShiftPlanned(
            command.Id, command.Number, command.Member, command.MemberName, command.Town, [.. command.Cells.Distinct()],
            command.From, command.To, Tasks(command), context.Actor.Id));
    }

    public static Decision Start(PatrolShift? state, StepContext context) => state switch
    {
        null => new ShiftNotFound(),
        _ when state.Member != context.Actor.Id => new NotYourShift(),
        { Ended: not null } => new ShiftNotRunning(),
        { StartedAt: not null } => Decision.Nothing,
        _ when context.Now < state.From - Early || context.Now >= state.To => new ShiftNotNow(),
        _ => Decision.Of(new PatrolShiftStarted()),
    };

    public static Decision Report(PatrolShift? state, ReportTaskDone command, StepContext context) => state switch
    {
        null => new ShiftNotFound(),
        _ when state.Member != context.Actor.Id => new NotYourShift(),
        _ when state.Tasks.All(task => task.Code != command.Task) => new PatrolTaskUnknown(command.Task),
        _ when state.Done.ContainsKey(command.Task) => Decision.Nothing,
        { StartedAt: null } or { Ended: not null } => new ShiftNotRunning(),
        _ => Decision.Of(new PatrolTaskDone(command.Task, command.Report.Trim(), command.Photos)),
    };

    public static Decision End(PatrolShift? state, EndShift command, StepContext context) => state switch
    {
        null => new ShiftNotFound(),
        _ when state.Member != context.Actor.Id => new NotYourShift(),
        { Ended: not null } => Decision.Nothing,
        { StartedAt: null } => new ShiftNotRunning(),
        _ => Decision.Of(new PatrolShiftEnded(state.Cells.Count, state.Cells.Count(command.Visited.Contains))),
    };

    /// <summary>
    /// Why the points cannot be this shift's track, or null. A phone may send them late, also when the shift is over; each
    /// lies between start and end, and none in the future.
    /// </summary>
    public static Refusal? CheckTrack(PatrolShift? state, IReadOnlyList<TrackPoint> points, Actor actor, Instant now)
    {
        if (state is null) return new ShiftNotFound();
        if (state.Member != actor.Id) return new NotYourShift();
        if (state.StartedAt is not { } started) return new ShiftNotRunning();
        var end = Instant.Min(state.ArchivedAt ?? state.To, now);
        for (var i = 0; i < points.Count; i++)
        {
            var point = points[i];
            if (!(point.Longitude is >= -180 and <= 180)) return TrackPointInvalid.Of(i, "longitude", "经度无效", "no longitude");
            if (!(point.Latitude is >= -90 and <= 90)) return TrackPointInvalid.Of(i, "latitude", "纬度无效", "no latitude");
            if (point.Accuracy is { } accuracy && !(accuracy is >= 0 and <= 100_000))
                return TrackPointInvalid.Of(i, "accuracy", "精度无效", "no accuracy in metres");
            if (point.At > now) return TrackPointInvalid.Of(i, "at", "时间在未来", "it lies in the future");
            if (point.At < started || point.At > end)
                return TrackPointInvalid.Of(i, "at", "不在班次时间内", "it lies outside the shift");
        }
        return null;
    }

    private static ShiftFieldInvalid? Unsound(PlanShift command, Instant now)
    {
        if (command.To <= command.From || command.To - command.From > Longest)
            return ShiftFieldInvalid.Of("to", "班次须在开始之后结束，且不超过 16 小时。", "A shift ends after it begins, within 16 hours.");
        if (command.To <= now)
            return ShiftFieldInvalid.Of("to", "班次不能在过去。", "A shift is not planned for the past.");
        if (command.Cells.Count is 0 or > MostCells)
            return ShiftFieldInvalid.Of("cells", $"网格数为 1 至 {MostCells}。", $"There are 1 to {MostCells} cells.");
        if (command.Tasks.Count > MostTasks || command.Tasks.Any(task => string.IsNullOrWhiteSpace(task.Text)))
            return ShiftFieldInvalid.Of("tasks", $"任务至多 {MostTasks} 项，且须写明内容。", $"At most {MostTasks} tasks, each with a text.");
        if (Tasks(command).GroupBy(task => task.Code).Any(same => same.Count() > 1))
            return ShiftFieldInvalid.Of("tasks", "任务编号重复。", "A task's code stands twice.");
        return command.Tasks.Any(task => task.Cell is { } cell && !command.Cells.Contains(cell))
            ? ShiftFieldInvalid.Of("tasks", "任务所在网格不在班次内。", "A task lies in a cell that is not walked.")
            : null;
    }

    private static IReadOnlyList<PatrolTask> Tasks(PlanShift command) =>
    [
        .. command.Tasks.Select((task, i) => new PatrolTask(
            string.IsNullOrWhiteSpace(task.Code) ? $"{i + 1}" : task.Code.Trim(), task.Text.Trim(), task.Cell)),
    ];

    private static bool MayPlan(PlanShift command, Actor actor) =>
        actor.Has(Roles.DutyOfficer) || actor.Has(Roles.Administrator)
        || (actor.Unit == command.Town && actor.Has(Roles.Officer));
}

/// <summary>Where a grid member was at a moment (轨迹点).</summary>
/// <param name="Accuracy">In metres, where the phone says so.</param>
public sealed record TrackPoint(Instant At, double Longitude, double Latitude, double? Accuracy = null);

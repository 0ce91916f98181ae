using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Patrols;

public sealed record ShiftNotFound() : Refusal(RefusalKind.NotFound, "patrol.not-found",
    new("没有此巡查班次。", "There is no such shift."));

public sealed record ShiftPlanNotAllowed() : Refusal(RefusalKind.Forbidden, "patrol.not-allowed", new(
    "排班须由本街镇人员或值班长办理。", "A shift is planned by the town, or by a duty officer."));

/// <summary>Only the member starts, reports and ends their own shift.</summary>
public sealed record NotYourShift() : Refusal(RefusalKind.Forbidden, "patrol.not-your-shift",
    new("只有该班次的网格员本人可以这样做。", "Only the grid member of the shift may do this."));

public sealed record ShiftFieldInvalid(string Field, LocalizedText Why)
    : Refusal(RefusalKind.Invalid, "patrol.field-invalid", Why)
{
    public static ShiftFieldInvalid Of(string field, string zh, string en) => new(field, new(zh, en))
    {
        Fields = new Dictionary<string, string[]> { [field] = [en] },
    };
}

/// <summary>A cell that is none, or another town's.</summary>
public sealed record CellNotOfTown(string Cell, string Town) : Refusal(RefusalKind.Invalid, "patrol.cell-not-of-town", new(
    $"网格 {Cell} 不属于 {Town}。", $"The cell {Cell} is not one of {Town}."))
{
    public static CellNotOfTown Of(string cell, string town) => new(cell, town)
    {
        Fields = new Dictionary<string, string[]> { ["cells"] = [cell] },
    };
}

public sealed record ShiftsOverlap(string Number) : Refusal(RefusalKind.Conflict, "patrol.shifts-overlap", new(
    $"与该网格员的班次 {Number} 时间重叠。", $"It overlaps the member's shift {Number}."));

public sealed record ShiftNotNow() : Refusal(RefusalKind.Conflict, "patrol.not-now", new(
    "班次开始前三十分钟起至结束前可以开始巡查。", "A shift is started from half an hour before it until its end."));

public sealed record ShiftNotRunning() : Refusal(RefusalKind.Conflict, "patrol.not-running",
    new("班次尚未开始或已结束。", "The shift has not been started, or is over."));

public sealed record PatrolTaskUnknown(string Task) : Refusal(RefusalKind.NotFound, "patrol.task-not-found",
    new($"班次没有任务“{Task}”。", $"The shift has no task '{Task}'."));

/// <summary>A point of a track that cannot be: outside the shift's time, in the future, or no place on earth.</summary>
public sealed record TrackPointInvalid(int Index, LocalizedText Why)
    : Refusal(RefusalKind.Invalid, "patrol.track-point-invalid", Why)
{
    public static TrackPointInvalid Of(int index, string field, string zh, string en) =>
        new(index, new($"第 {index + 1} 个轨迹点：{zh}", $"Point {index + 1}: {en}"))
        {
            Fields = new Dictionary<string, string[]> { [$"points[{index}].{field}"] = [en] },
        };
}

using NodaTime;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases.Patrols;

namespace SmartCity.Host.GridCases.Patrols;

/// <summary>A shift in a list.</summary>
/// <param name="Coverage">Visited cells ÷ planned cells, to four decimals.</param>
internal sealed record ShiftView(
    Guid Id, string Number, string Member, string MemberName, string Town, string Status, Instant From, Instant To, Instant? StartedAt,
    Instant? EndedAt, int Tasks, int TasksDone, int CellsPlanned, int CellsVisited, decimal Coverage)
{
    public static ShiftView Of(ShiftCoverage walked)
    {
        var shift = walked.Shift;
        return new(
            shift.Id, shift.Number, shift.Member, shift.MemberName, shift.Town,
            shift.EndedAt is not null ? "ended" : shift.StartedAt is not null ? "running" : "planned", shift.BeginsAt, shift.EndsAt,
            shift.StartedAt, shift.EndedAt, shift.Tasks, shift.TasksDone, shift.Cells.Length, walked.CellsVisited,
            Share(walked.CellsVisited, shift.Cells.Length));
    }

    public static decimal Share(int visited, int planned) => planned == 0 ? 0 : decimal.Round((decimal)visited / planned, 4);
}

internal sealed record ShiftTaskView(string Code, string Text, string? Cell, bool Done, string? Report, IReadOnlyList<Guid> Photos);

internal sealed record ShiftCellView(string Code, bool Visited);

/// <summary>One shift, with its tasks and its cells.</summary>
internal sealed record ShiftDetails(
    Guid Id, string Number, string Member, string MemberName, string Town, string Status, Instant From, Instant To, Instant? StartedAt,
    Instant? EndedAt, IReadOnlyList<ShiftTaskView> Tasks, IReadOnlyList<ShiftCellView> Cells, int CellsPlanned, int CellsVisited,
    decimal Coverage, long Version)
{
    public static ShiftDetails Of(PatrolShift shift, IReadOnlySet<string> touched)
    {
        var walked = shift.Walked(touched);
        return new(
            shift.Id, shift.Number, shift.Member, shift.MemberName, shift.Unit, shift.Status, shift.From, shift.To, shift.StartedAt,
            shift.ArchivedAt, [.. shift.Tasks.Select(task => Task(shift, task))],
            [.. shift.Cells.Select(cell => new ShiftCellView(cell, touched.Contains(cell)))], shift.Cells.Count, walked,
            ShiftView.Share(walked, shift.Cells.Count), shift.Version);
    }

    private static ShiftTaskView Task(PatrolShift shift, PatrolTask task)
    {
        var done = shift.Done.GetValueOrDefault(task.Code);
        return new(task.Code, task.Text, task.Cell, done is not null, done?.Report, done?.Photos ?? []);
    }
}

/// <summary>What a matter's view shows of a shift.</summary>
internal sealed class PatrolFacts : IMatterFacts
{
    public string Kind => PatrolShift.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var shift = (PatrolShift)matter;
        return new { shift.Member, shift.MemberName, shift.Cells, shift.From, shift.To, shift.StartedAt, shift.Tasks, shift.Ended };
    }
}

/// <summary>The words of a shift.</summary>
internal sealed class PatrolWords(UnitDirectory units) : IMatterWords
{
    public string Kind => PatrolShift.MatterKind;

    public LocalizedText KindName { get; } = new("巡查班次", "Patrol shift");

    public LocalizedText? Event(object e) => e switch
    {
        PatrolShiftPlanned x => new(
            $"排班：{x.MemberName}，{units.Name(x.Town).Zh}，{x.Cells.Count} 个网格",
            $"Shift planned: {x.MemberName}, {units.Name(x.Town).En}, {x.Cells.Count} cells"),
        PatrolShiftStarted => new("开始巡查", "Patrol started"),
        PatrolTaskDone x => new($"巡查任务完成：{x.Task}", $"Task done: {x.Task}"),
        PatrolShiftEnded x => new(
            $"结束巡查，覆盖 {x.CellsVisited}/{x.CellsPlanned} 个网格", $"Patrol over, {x.CellsVisited} of {x.CellsPlanned} cells"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "planned" => new("已排班", "Planned"),
        "running" => new("巡查中", "On patrol"),
        "ended" => new("已结束", "Over"),
        _ => null,
    };
}

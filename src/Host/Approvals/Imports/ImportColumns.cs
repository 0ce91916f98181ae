using SmartCity.Host.Shared.Imports;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>The columns of a log of applications; each may bear its name in an event log (XES) or its plain one.</summary>
internal static class ImportColumns
{
    public static IReadOnlyList<CsvColumn> All { get; } =
    [
        new("caseId", true, "case:concept:name"),
        new("channel", false, "case:channel"),
        new("department", true, "case:department"),
        new("group", false, "case:group"),
        new("responsible", true, "case:responsible"),
        new("startedAt", true, "case:startdate"),
        new("plannedAt", true, "case:enddate_planned"),
        new("deadlineAt", false, "case:deadline"),
        new("endedAt", false, "case:enddate"),
        new("instance", true, "concept:instance"),
        new("activity", true, "concept:name"),
        new("transition", false, "lifecycle:transition"),
        new("stepGroup", false, "org:group"),
        new("resource", true, "org:resource"),
        new("occurredAt", true, "time:timestamp"),
    ];
}

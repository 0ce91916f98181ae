using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>A report comes in (上报). Number, place and suspects are looked up before.</summary>
/// <param name="Channel">One of <see cref="CaseChannels"/> or another word for it.</param>
/// <param name="Place">Town and cell the location lies in; null when it lies outside the district.</param>
/// <param name="ReportedAt">When it was seen or told, where that was before it came in.</param>
/// <param name="Centre">Unit code of the command centre.</param>
/// <param name="Suspects">Cases nearby that this may be a duplicate of: with any, a person looks at it first.</param>
public sealed record ReportCase(
    Guid Id, string Number, string? Kind, string Channel, string Title, string Description, CaseLocation Location,
    GridPlace? Place, Reporter? Reporter, bool Danger, IReadOnlyList<Guid> Photos, Guid? PatrolShift, Instant? ReportedAt,
    string Centre, IReadOnlyList<Guid> Suspects);

/// <summary>Takes further demands out of a report (拆分); the report keeps its first.</summary>
public sealed record SplitReport(Guid Id, IReadOnlyList<SplitDemand> Demands, long? Version);

/// <summary>Ends a case as a duplicate of another one (合并).</summary>
public sealed record MergeCase(Guid Id, Guid Into, long? Version);

/// <summary>Somebody of the handling unit, or of the centre, spoke to the reporter (响应).</summary>
public sealed record ContactReporter(Guid Id, string Remark);

/// <summary>How the handling goes (反馈).</summary>
public sealed record GiveFeedback(Guid Id, string Text, IReadOnlyList<Guid> PhotosBefore, IReadOnlyList<Guid> PhotosAfter);

/// <summary>The handling unit asks for more time (延期申请).</summary>
public sealed record RequestExtension(Guid Id, TimeLimit By, string Reason, long? Version);

/// <summary>The case waits (挂账).</summary>
/// <param name="Ground">One of <see cref="SuspensionGrounds"/>.</param>
public sealed record SuspendCase(Guid Id, string Ground, TimeLimit Needed, string Reason, long? Version);

/// <summary>What the case waited for is there.</summary>
public sealed record ResumeCase(Guid Id, long? Version);

/// <summary>The lead unit calls others to the place (吹哨).</summary>
public sealed record Whistle(Guid Id, IReadOnlyList<string> Units, long? Version);

/// <summary>The reporter says that an archived case is not solved (重新办理).</summary>
public sealed record ReopenCase(Guid Id, string Reason, long? Version);

/// <summary>The reporter rates: 5 very satisfied … 2 solved but not satisfied, 1 not solved.</summary>
public sealed record RateCase(Guid Id, int Level, string? Comment);

/// <summary>Grounds on which a case may wait, each for so long at most [P].</summary>
public static class SuspensionGrounds
{
    /// <summary>等待材料.</summary>
    public const string Materials = "materials";

    /// <summary>天气原因.</summary>
    public const string Weather = "weather";

    /// <summary>纳入长期工程.</summary>
    public const string LongProject = "long-project";

    /// <summary>Natural days, by ground.</summary>
    internal static IReadOnlyDictionary<string, int> MostDays { get; } = new Dictionary<string, int>
    {
        [Materials] = 60, [Weather] = 15, [LongProject] = 365,
    };
}

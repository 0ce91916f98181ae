using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.GridCases;

/// <summary>A report came in (上报).</summary>
/// <param name="Kind">Code of the kind that the reporter named; null where they named none.</param>
/// <param name="Danger">Whether the reporter speaks of danger to life.</param>
/// <param name="Photos">Attachments.</param>
/// <param name="PatrolShift">The shift of the grid member who reported it on patrol.</param>
/// <param name="PartOf">The report that this demand was split from.</param>
/// <param name="DeskLimits">Limits of intake, analysis, dispatch and response, by channel.</param>
public sealed record GridCaseReported(
    Guid CaseId, string Number, string? Kind, string Channel, string Title, string Description, CaseLocation Location,
    GridPlace Place, Reporter? Reporter, bool Danger, IReadOnlyList<Guid> Photos, Guid? PatrolShift, CaseReference? PartOf,
    string Centre, DecidedLimits DeskLimits) : IDomainEvent
{
    /// <summary>When it was seen or told, where that was before it came in.</summary>
    public Instant? ReportedAt { get; init; }

    /// <summary>Cases nearby that it may be a duplicate of, as they were known when it came in.</summary>
    public IReadOnlyList<Guid> Suspects { get; init; } = [];
}

/// <summary>The report was filed as a case (立案); automatic for channels whose reports need no reading.</summary>
public sealed record GridCaseAccepted(bool Automatic) : IDecisionEvent;

/// <summary>The report is no case (不予立案).</summary>
public sealed record GridCaseRefused(string Reason) : IDecisionEvent;

/// <summary>The report is another matter's business (移送): an approval, a violation, another district's.</summary>
public sealed record GridCaseTransferred(string To, string Unit, string Reason) : IDecisionEvent;

/// <summary>One report held several demands (拆分): this one stays with the first, the others are cases of their own.</summary>
public sealed record GridCaseSplit(IReadOnlyList<CaseReference> Parts) : IDecisionEvent;

/// <summary>The case is another one's duplicate (合并) and ends with it.</summary>
public sealed record GridCaseMerged(CaseReference Into) : IDecisionEvent;

/// <summary>A duplicate was merged into this case; its reporter is told this one's outcome.</summary>
public sealed record DuplicateAbsorbed(CaseReference Duplicate, Reporter? Reporter) : IDomainEvent;

/// <summary>Kind, severity, cell and limits are settled (研判).</summary>
public sealed record GridCaseClassified(
    CaseKindTerms Kind, DecidedSeverity Severity, GridPlace Place, DecidedLimits Limits) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => 
    [
        new("case-kind", Kind.Code, Kind.Version), AppliedRule.Table(Limits.Rule),
        .. Severity.Rule is { } table ? [AppliedRule.Table(table)] : Array.Empty<AppliedRule>(),
    ];

    /// <summary>What the table says, where a person set another severity.</summary>
    public DecidedSeverity? SeverityByTable { get; init; }
}

/// <summary>The case goes to a unit (派遣), by table, by hand, by the district, or by the whistle of its lead unit (吹哨报到).</summary>
/// <param name="CoUnits">Units that handle it together with the lead unit; empty without any.</param>
/// <param name="Mode"><c>rule</c>, <c>hand</c>, <c>district</c> or <c>whistle</c>.</param>
/// <param name="Rule">Version of the dispatch table that was asked, such as <c>dispatch@1</c>; null where none was.</param>
public sealed record GridCaseDispatched(string Unit, IReadOnlyList<string> CoUnits, string Mode, string? Rule) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => Rule is null ? [] : [AppliedRule.Table(Rule)];
}

/// <summary>The unit sends the case back (退回): it is not its business. The first time needs nobody's approval.</summary>
public sealed record GridCaseReturned(string Unit, string Officer, string Reason) : IDecisionEvent;

/// <summary>The unit takes the case on (接办).</summary>
public sealed record HandlingAccepted(string Unit, string Officer) : IDomainEvent;

/// <summary>Somebody of the handling unit, or of the centre, spoke to the reporter (响应).</summary>
public sealed record ReporterContacted(string Unit, string Officer, string Remark) : IDomainEvent;

/// <summary>How the handling goes (反馈), with photos of before and after.</summary>
public sealed record HandlingReported(
    string Unit, string Officer, string Text, IReadOnlyList<Guid> PhotosBefore, IReadOnlyList<Guid> PhotosAfter) : IDomainEvent;

/// <summary>More time is asked for (延期申请).</summary>
public sealed record CaseExtensionRequested(TimeLimit By, string Reason, string Officer) : IDomainEvent;

public sealed record CaseExtensionGranted(TimeLimit By, string DecidedBy) : IDecisionEvent;

public sealed record CaseExtensionDenied(string Reason, string DecidedBy) : IDecisionEvent;

/// <summary>The case waits (挂账) on a ground; its clocks stand still.</summary>
/// <param name="Until">The end of <paramref name="Needed"/>.</param>
public sealed record GridCaseSuspended(string Ground, TimeLimit Needed, Instant Until, string Reason, string Officer)
    : IDecisionEvent;

/// <summary>The case goes on; <paramref name="Lapsed"/> when the time it was suspended for ran out.</summary>
public sealed record GridCaseResumed(bool Lapsed) : IDomainEvent;

/// <summary>A co-unit has come to the place (报到).</summary>
public sealed record CoUnitReportedIn(string Unit, string Officer) : IDomainEvent;

/// <summary>A co-unit has done its part.</summary>
public sealed record CoUnitHandled(string Unit, string Officer, string Text, IReadOnlyList<Guid> Photos) : IDomainEvent;

/// <summary>The lead unit rates a co-unit: 5 very good … 1 very bad (街道乡镇评价).</summary>
public sealed record CoUnitRated(string Unit, int Level, string Officer) : IDomainEvent;

/// <summary>The unit says it is done (处置完成).</summary>
public sealed record GridCaseResolved(string Unit, string Officer, string Result, IReadOnlyList<Guid> PhotosAfter) : IDecisionEvent;

/// <summary>A grid member saw on site that it is done (核实).</summary>
public sealed record GridCaseVerified(string By, string Remark, IReadOnlyList<Guid> Photos) : IDecisionEvent;

/// <summary>A grid member saw on site that it is not done; it is handled again (返工).</summary>
public sealed record VerificationFailed(string By, string Reason, IReadOnlyList<Guid> Photos) : IDecisionEvent;

/// <summary>What the reporter says (回访): solved, satisfied.</summary>
/// <param name="Source"><c>call-back</c> or <c>rating</c>.</param>
/// <param name="Level">1 to 5 where they rated.</param>
public sealed record SatisfactionGiven(bool Solved, bool Satisfied, string Source, int? Level, string Remark) : IDomainEvent;

/// <summary>The reporter was not reached, or there is none to be asked any more.</summary>
public sealed record SatisfactionUnknown(string Reason) : IDomainEvent;

/// <summary>Everybody who reported it, also under a number that was merged, is told the outcome (答复).</summary>
public sealed record ReportersTold(IReadOnlyList<CaseReference> Reports, string Outcome) : IDomainEvent;

/// <summary>Closed and filed (结案归档).</summary>
public sealed record GridCaseArchived : IDomainEvent;

/// <summary>The reporter says that it is not solved (重新办理); the case is handled again.</summary>
public sealed record GridCaseReopened(string Reason) : IDecisionEvent;

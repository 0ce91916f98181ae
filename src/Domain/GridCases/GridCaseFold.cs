using System.Collections.Immutable;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases;

/// <summary>What each fact changes; one line each, total.</summary>
internal static class GridCaseFold
{
    internal static GridCase Report(GridCaseReported e, Recorded recorded) => new()
    {
        Id = e.CaseId,
        Number = e.Number,
        Kind = GridCase.MatterKind,
        Title = new(e.Title, e.Title),
        Unit = e.Place.Town,
        IntakeUnit = e.Centre,
        Channel = e.Channel,
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Centre, e.Place.Town],
        Description = e.Description,
        Location = e.Location,
        Place = e.Place,
        Danger = e.Danger,
        Centre = e.Centre,
        KindCode = e.Kind,
        Limits = e.DeskLimits.Limits.ToImmutableDictionary(),
        Photos = [.. e.Photos],
        PatrolShift = e.PatrolShift,
        PartOf = e.PartOf,
        Reports = [new(new(e.CaseId, e.Number), e.Reporter)],
    };

    internal static GridCase Apply(GridCase state, Recorded recorded) => recorded.Data switch
    {
        GridCaseAccepted => state with { AcceptedAt = recorded.OccurredAt },
        GridCaseRefused => state with { Closure = "refused" },
        GridCaseTransferred => state with { Closure = "transferred" },
        GridCaseSplit e => state with { Parts = state.Parts.AddRange(e.Parts) },
        GridCaseMerged e => state with { Closure = "merged", MergedInto = e.Into },
        DuplicateAbsorbed e => state with { Reports = state.Reports.Add(new(e.Duplicate, e.Reporter)) },
        GridCaseClassified e => Classify(state, e),
        GridCaseDispatched e => Dispatch(state, e),
        GridCaseReturned e => state with
        {
            HandlingUnit = null,
            HandlingBegun = false,
            ReturnsBy = state.ReturnsBy.SetItem(e.Unit, state.ReturnsBy.GetValueOrDefault(e.Unit) + 1),
        },
        HandlingAccepted e => state with { HandlingBegun = true, Handlers = state.Handlers.Add(e.Officer) },
        ReporterContacted => state with { ContactedAt = state.ContactedAt ?? recorded.OccurredAt },
        HandlingReported e => state with
        {
            Photos = state.Photos.AddRange(e.PhotosBefore).AddRange(e.PhotosAfter),
            Handlers = state.Handlers.Add(e.Officer),
        },
        CaseExtensionRequested e => state with { ExtensionAsked = e },
        CaseExtensionGranted => state with { ExtensionAsked = null, Extensions = state.Extensions + 1 },
        CaseExtensionDenied => state with { ExtensionAsked = null },
        GridCaseSuspended e => Suspend(state, e, recorded),
        GridCaseResumed => state with { Suspension = null },
        CoUnitReportedIn e => state with { Handlers = state.Handlers.Add(e.Officer) },
        CoUnitHandled e => state with { Handlers = state.Handlers.Add(e.Officer), Photos = state.Photos.AddRange(e.Photos) },
        GridCaseResolved e => state with
        {
            ResolvedAt = recorded.OccurredAt,
            Handlers = state.Handlers.Add(e.Officer),
            Photos = state.Photos.AddRange(e.PhotosAfter),
        },
        GridCaseVerified e => state with { VerifiedAt = recorded.OccurredAt, Photos = state.Photos.AddRange(e.Photos) },
        VerificationFailed e => Rework(state) with { Photos = state.Photos.AddRange(e.Photos) },
        SatisfactionGiven { Solved: false } e => Rework(state) with { Satisfaction = e },
        SatisfactionGiven e => state with { Satisfaction = e },
        GridCaseArchived => state with { ArchivedAt = recorded.OccurredAt },
        GridCaseReopened => state with
        {
            ArchivedAt = null,
            ResolvedAt = null,
            VerifiedAt = null,
            Reopenings = state.Reopenings + 1,
        },
        _ => EmergencyEvolved(state, recorded),
    };

    private static GridCase Classify(GridCase state, GridCaseClassified e) => state with
    {
        KindCode = e.Kind.Code,
        Classified = e.Kind,
        Severity = e.Severity.Severity,
        Place = e.Place,
        Unit = state.HandlingUnit ?? e.Place.Town,
        Units = state.Units.Add(e.Place.Town),
        Limits = state.Limits.SetItems(e.Limits.Limits),
    };

    private static GridCase Dispatch(GridCase state, GridCaseDispatched e) => state with
    {
        HandlingUnit = e.Unit,
        Unit = e.Unit,
        CoUnits = [.. e.CoUnits],
        HandlingBegun = e.Mode == "whistle" && state.HandlingBegun,
        Units = state.Units.Add(e.Unit).Union(e.CoUnits),
    };

    private static GridCase Suspend(GridCase state, GridCaseSuspended e, Recorded recorded) => state with
    {
        Suspension = new(e.Ground, recorded.OccurredAt, e.Until),
        Handlers = state.Handlers.Add(e.Officer),
    };

    private static GridCase Rework(GridCase state) =>
        state with { ResolvedAt = null, VerifiedAt = null, Reworks = state.Reworks + 1 };

    private static GridCase EmergencyEvolved(GridCase state, Recorded recorded)
    {
        var emergency = Emergency.Evolve(state.Emergency, recorded);
        return ReferenceEquals(emergency, state.Emergency)
            ? state
            : state with { Emergency = emergency, Units = state.Units.Union(Emergency.UnitsOf(recorded.Data)) };
    }
}

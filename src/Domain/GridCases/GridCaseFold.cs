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
        // Until somebody is to handle it, the centre answers for it: the town knows of it, and of no reporter.
        Unit = e.Centre,
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
        ReportedAt = e.ReportedAt,
        PartOf = e.PartOf,
        Suspects = [.. e.Suspects],
        Reports = [new(new(e.CaseId, e.Number), e.Reporter)],
    };

    internal static GridCase Apply(GridCase state, Recorded recorded) => recorded.Data switch
    {
        GridCaseAccepted => state with
        {
            AcceptedAt = recorded.OccurredAt,
            FiledInTime = state.FiledInTime ?? GridCasePerformance.InTime(state, recorded.OccurredAt, "intake"),
        },
        GridCaseRefused => state with { Closure = "refused" },
        GridCaseTransferred e => state with { Closure = "transferred", Units = state.Units.Add(e.Unit) },
        GridCaseSplit e => state with { Parts = state.Parts.AddRange(e.Parts) },
        GridCaseMerged e => state with { Closure = "merged", MergedInto = e.Into },
        DuplicateAbsorbed e => state with { Reports = state.Reports.Add(new(e.Duplicate, e.Reporter)) },
        GridCaseClassified e => Classify(state, e),
        GridCaseDispatched e => Dispatch(state, e) with
        {
            DispatchedAt = state.DispatchedAt ?? recorded.OccurredAt,
            DispatchedInTime = state.DispatchedInTime ?? GridCasePerformance.InTime(state, recorded.OccurredAt, "dispatch", "escalation"),
        },
        GridCaseReturned e => state with
        {
            HandlingUnit = null,
            Unit = state.Centre,
            HandlingBegun = false,
            ReturnsBy = state.ReturnsBy.SetItem(e.Unit, state.ReturnsBy.GetValueOrDefault(e.Unit) + 1),
            ReturnedBy = e.Unit,
        },
        HandlingAccepted e => state with { HandlingBegun = true, Handlers = state.Handlers.Add(e.Officer) },
        ReporterContacted e => state with
        {
            ContactedAt = state.ContactedAt ?? recorded.OccurredAt,
            LastContact = e,
            Opinion = state.Opinion?.CalledBack(recorded.OccurredAt),
        },
        HandlingReported e => state with
        {
            LastFeedback = e,
            Photos = state.Photos.AddRange(e.PhotosBefore).AddRange(e.PhotosAfter),
            Handlers = state.Handlers.Add(e.Officer),
        },
        CaseExtensionRequested e => state with { ExtensionAsked = e, Handlers = state.Handlers.Add(e.Officer) },
        CaseExtensionGranted => state with { ExtensionAsked = null, Extensions = state.Extensions + 1 },
        CaseExtensionDenied => state with { ExtensionAsked = null },
        GridCaseSuspended e => Suspend(state, e, recorded),
        GridCaseResumed => state with { Suspension = null },
        CoUnitReportedIn e => state with { Handlers = state.Handlers.Add(e.Officer) },
        CoUnitHandled e => state with
        {
            CoUnitsDone = state.CoUnitsDone.Add(e.Unit),
            Handlers = state.Handlers.Add(e.Officer),
            Photos = state.Photos.AddRange(e.Photos),
        },
        CoUnitRated e => state with { CoUnitsRated = state.CoUnitsRated.Add(e.Unit) },
        GridCaseResolved e => state with
        {
            ResolvedAt = recorded.OccurredAt,
            ExtensionAsked = null,
            Satisfaction = null,
            Opinion = state.Opinion?.DoneAnew(e.Result),
            Handlers = state.Handlers.Add(e.Officer),
            Photos = state.Photos.AddRange(e.PhotosAfter),
        },
        GridCaseVerified e => Check(state, recorded) with
        {
            VerifiedAt = recorded.OccurredAt,
            Photos = state.Photos.AddRange(e.Photos),
            InvitedAt = state.InvitedAt ?? (state is { HasReporter: true, InEmergency: false } ? recorded.OccurredAt : null),
        },
        VerificationFailed e => Rework(Check(state, recorded)) with
        {
            Photos = state.Photos.AddRange(e.Photos), VerificationsFailed = state.VerificationsFailed + 1,
        },
        SatisfactionGiven e => Hear(e is { Solved: false } && state.ArchivedAt is null ? Rework(state) : state, e, recorded),
        GridCaseArchived => state with { ArchivedAt = recorded.OccurredAt, Opinion = state.Opinion?.Archived(recorded.OccurredAt) },
        GridCaseReopened => state with
        {
            ArchivedAt = null,
            ResolvedAt = null,
            VerifiedAt = null,
            Satisfaction = state.Satisfaction is { Solved: false } unsolved ? unsolved : null,
            Reopenings = state.Reopenings + 1,
        },
        ResponseTaskDone e => EmergencyEvolved(state, recorded) with { Handlers = state.Handlers.Add(e.By) },
        SituationReportMissed e => EmergencyEvolved(state, recorded) with
        {
            ReportsMissed = state.ReportsMissed.SetItem(e.DueOn, state.Emergency?.Terms.CommandUnit ?? state.Unit),
        },
        AfterActionReviewed { Settled: false } =>
            EmergencyEvolved(state, recorded) with { ResolvedAt = null, VerifiedAt = null },
        _ => EmergencyEvolved(state, recorded),
    };

    private static GridCase Classify(GridCase state, GridCaseClassified e) => state with
    {
        KindCode = e.Kind.Code,
        Classified = e.Kind,
        Severity = e.Severity.Severity,
        Place = e.Place,
        Units = state.Units.Add(e.Place.Town),
        Limits = state.Limits.SetItems(e.Limits.Limits),
    };

    private static GridCase Dispatch(GridCase state, GridCaseDispatched e) => state with
    {
        HandlingUnit = e.Unit,
        Unit = e.Unit,
        CoUnits = [.. e.CoUnits],
        CoUnitsDone = e.Mode == DispatchModes.Whistle ? state.CoUnitsDone : [],
        CoUnitsRated = e.Mode == DispatchModes.Whistle ? state.CoUnitsRated : [],
        Whistled = e.Mode == DispatchModes.Whistle ? [.. e.CoUnits.Except(state.CoUnits)] : [],
        DispatchMode = e.Mode == DispatchModes.Whistle ? state.DispatchMode : e.Mode,
        HandlingBegun = e.Mode == DispatchModes.Whistle && state.HandlingBegun,
        Units = state.Units.Add(e.Unit).Union(e.CoUnits),
    };

    private static GridCase Suspend(GridCase state, GridCaseSuspended e, Recorded recorded) => state with
    {
        Suspension = new(e.Ground, e.Needed, recorded.OccurredAt, e.Until),
        Suspensions = state.Suspensions + 1,
        Handlers = state.Handlers.Add(e.Officer),
    };

    private static GridCase Check(GridCase state, Recorded recorded) => state with
    {
        CheckedInTime = state.CheckedInTime != false && GridCasePerformance.InTime(state, recorded.OccurredAt, "verification"),
    };

    /// <summary>Who calls back has spoken to the reporter.</summary>
    private static GridCase Hear(GridCase state, SatisfactionGiven e, Recorded recorded) => state with
    {
        Satisfaction = e,
        Opinion = CaseOpinion.Hear(state.Opinion, e, recorded.OccurredAt),
        ContactedAt = state.ContactedAt ?? (e.Source == "call-back" ? recorded.OccurredAt : null),
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

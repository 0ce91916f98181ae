using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases;

/// <summary>Evaluation (评价): verification on site, what the reporter says, archive, reopening.</summary>
internal static class EvaluationRules
{
    private const int Worst = 1, Best = 5, Satisfied = 3;

    /// <summary>How long after the archive a case may be reopened where no table says so [P].</summary>
    internal static readonly TimeLimit ReopenWithin = new(15, TimeUnit.Days);

    internal static Decision Verify(GridCase state, string outcome, FormAnswer form, StepContext context)
    {
        if (state.Handlers.Contains(context.Actor.Id))
            return new VerifierHandledCase();
        if (HandlingRules.Photos(form, "photos", out var photos) is { } invalid)
            return invalid;
        return outcome switch
        {
            "confirmed" => Decision.Of(
            [
                new GridCaseVerified(context.Actor.Id, form.Text("remark"), photos),
                .. state.HasReporter ? GridCaseClocks.AwaitReporter(state, context.Now) : [],
            ]),
            "failed" when form.Text("reason").Length == 0 => CaseAnswerRequired.Of("reason"),
            "failed" => Decision.Of(new VerificationFailed(context.Actor.Id, form.Text("reason"), photos)),
            _ => TaskUnknownOutcome.Of(outcome),
        };
    }

    internal static Decision CallBack(GridCase state, string outcome, FormAnswer form, StepContext context)
    {
        var remark = form.Text("remark");
        return outcome switch
        {
            "satisfied" => Decision.Of(new SatisfactionGiven(true, true, "call-back", null, remark)),
            "dissatisfied" => Decision.Of(new SatisfactionGiven(true, false, "call-back", null, remark)),
            "unsolved" when remark.Length == 0 => CaseAnswerRequired.Of("remark"),
            "unsolved" => Decision.Of(
            [
                new SatisfactionGiven(false, false, "call-back", null, remark),
                .. GridCaseClocks.Stop(state, GridCaseClocks.Response, context.Now),
                .. GridCaseClocks.ResumeAll(state, GridCaseClocks.CallBackGround, context),
            ]),
            "unreachable" => Decision.Of(new SatisfactionUnknown("unreachable")),
            _ => TaskUnknownOutcome.Of(outcome),
        };
    }

    /// <summary>Nobody answered in time.</summary>
    internal static Decision Lapse(GridCase state) =>
        state.Satisfaction is null ? Decision.Of(new SatisfactionUnknown("no answer")) : Decision.Nothing;

    /// <summary>5 to 3 satisfied, 2 solved but not satisfied, 1 not solved: after the archive that reopens the case.</summary>
    internal static Decision Rate(GridCase? state, RateCase command, StepContext context)
    {
        if (state is null)
            return new GridCaseNotFound();
        if (command.Level is < Worst or > Best)
            return CaseRatingOutOfRange.Of(command.Level);
        if (state.Closure is { } closure)
            return new GridCaseClosed(closure);
        if (state.InEmergency)
            return new CaseInEmergency();
        var given = new SatisfactionGiven(
            command.Level > Worst, command.Level >= Satisfied, "rating", command.Level, command.Comment?.Trim() ?? "");
        if (state.Satisfaction is { Source: "rating" } before)
            return given == before ? Decision.Nothing : new CaseAlreadyRated();
        if (state.ArchivedAt is null && state.VerifiedAt is null)
            return new RatingNotOpen();
        if (IsTooLate(state, context))
            return new ReopenClosed();
        return state.ArchivedAt is not null && !given.Solved
            ? Decision.Of([given, .. Reopened(state, given.Remark, context)])
            : Decision.Of(
            [
                given,
                .. given.Solved ? [] : GridCaseClocks.ResumeAll(state, GridCaseClocks.CallBackGround, context),
            ]);
    }

    internal static Decision Reopen(GridCase? state, ReopenCase command, StepContext context) => state switch
    {
        null => new GridCaseNotFound(),
        { Closure: { } closure } => new GridCaseClosed(closure),
        { ArchivedAt: null } => new GridCaseNotArchived(),
        _ when string.IsNullOrWhiteSpace(command.Reason) => CaseAnswerRequired.Of("reason"),
        _ when IsTooLate(state, context) => new ReopenClosed(),
        _ => Decision.Of([.. Reopened(state, command.Reason.Trim(), context)]),
    };

    /// <summary>Everybody who reported it is told what came of it, and every clock stops.</summary>
    internal static Decision Archive(GridCase state, StepContext context)
    {
        if (state.ArchivedAt is not null)
            return Decision.Nothing;
        CaseReference[] told = state.Closure == "merged"
            ? []
            : [.. state.Reports.Where(report => report.Reporter is not null).Select(report => report.As)];
        return Decision.Of(
        [
            .. told.Length == 0 ? Array.Empty<object>() : [new ReportersTold(told, state.Closure ?? "solved")],
            new GridCaseArchived(),
            .. GridCaseClocks.StopAll(state, context.Now),
        ]);
    }

    private static IEnumerable<object> Reopened(GridCase state, string reason, StepContext context) =>
    [
        new GridCaseReopened(reason),
        .. GridCaseClocks.Start(
            state, GridCaseClocks.Reopened(state.Reopenings + 1), CaseLimits.Total, context.Now, context),
    ];

    private static bool IsTooLate(GridCase state, StepContext context) =>
        state.ArchivedAt is { } archived
        && (state.Process is { Ended: true }
            || context.Now > context.Calendar.Due(
                state.Limits.GetValueOrDefault(CaseLimits.Reopen, ReopenWithin), archived).At);
}

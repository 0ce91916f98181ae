using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases;

/// <summary>Handling (处置): feedback, what co-units do, and that it is done.</summary>
internal static class HandlingRules
{
    private const int Worst = 1, Best = 5;

    internal static Decision Contact(GridCase? state, ContactReporter command, StepContext context)
    {
        if (state is null)
            return new GridCaseNotFound();
        if (ActorRules.Over(state) is { } over)
            return over;
        if (!ActorRules.TakesPart(state, context.Actor) && !ActorRules.Dispatches(state, context.Actor))
            return new CaseHandlerNeeded();
        if (string.IsNullOrWhiteSpace(command.Remark))
            return CaseAnswerRequired.Of("remark");
        var contacted = new ReporterContacted(context.Actor.Unit, context.Actor.Id, command.Remark.Trim());
        return contacted == state.LastContact
            ? Decision.Nothing
            : Decision.Of([contacted, .. GridCaseClocks.Stop(state, GridCaseClocks.Response, context.Now)]);
    }

    internal static Decision Feedback(GridCase? state, GiveFeedback command, StepContext context)
    {
        if (state is null)
            return new GridCaseNotFound();
        if (ActorRules.Over(state) is { } over)
            return over;
        if (state.InEmergency)
            return new CaseInEmergency();
        if (!ActorRules.TakesPart(state, context.Actor))
            return new CaseHandlerNeeded();
        if (!state.HandlingBegun || (state.ResolvedAt is not null && !ActorRules.HasPartOpen(state, context.Actor)))
            return new CaseNotInHandling();
        if (string.IsNullOrWhiteSpace(command.Text))
            return CaseAnswerRequired.Of("text");
        var reported = new HandlingReported(
            context.Actor.Unit, context.Actor.Id, command.Text.Trim(), command.PhotosBefore, command.PhotosAfter);
        return Same(reported, state.LastFeedback) ? Decision.Nothing : Decision.Of(reported);
    }

    /// <summary>Done; a case that waited goes on by that.</summary>
    internal static Decision Resolve(GridCase state, WorkItem item, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome != "resolved")
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("result").Length == 0)
            return CaseAnswerRequired.Of("result");
        return Photos(form, "photosAfter", out var photos) ?? Decision.Of(
        [
            .. SuspensionRules.Lift(state, lapsed: false, context),
            new GridCaseResolved(item.Unit, context.Actor.Id, form.Text("result"), photos),
        ]);
    }

    internal static Decision ReportIn(WorkItem item, string outcome, StepContext context) => outcome switch
    {
        "reported-in" => Decision.Of(new CoUnitReportedIn(item.Unit, context.Actor.Id)),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision CoHandle(WorkItem item, string outcome, FormAnswer form, StepContext context)
    {
        if (outcome != "done")
            return TaskUnknownOutcome.Of(outcome);
        if (form.Text("text").Length == 0)
            return CaseAnswerRequired.Of("text");
        return Photos(form, "photos", out var photos)
            ?? Decision.Of(new CoUnitHandled(item.Unit, context.Actor.Id, form.Text("text"), photos));
    }

    internal static Decision RateCoUnit(WorkItem item, string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "rated" when form.Number("level") is { } level and >= Worst and <= Best =>
            Decision.Of(new CoUnitRated(item.Instance ?? item.Unit, level, context.Actor.Id)),
        "rated" => CaseRatingOutOfRange.Of(form.Number("level") ?? 0),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    /// <summary>The attachments that a form names as photos; a refusal where one is no id.</summary>
    internal static Decision? Photos(FormAnswer form, string field, out IReadOnlyList<Guid> photos)
    {
        var found = new List<Guid>();
        photos = found;
        foreach (var text in form.Texts(field))
        {
            if (!Guid.TryParse(text, out var id))
                return (Decision)PhotoInvalid.Of(field, text);
            found.Add(id);
        }

        return null;
    }

    private static bool Same(HandlingReported reported, HandlingReported? last) =>
        last is not null
        && (reported.Unit, reported.Officer, reported.Text) == (last.Unit, last.Officer, last.Text)
        && reported.PhotosBefore.SequenceEqual(last.PhotosBefore) && reported.PhotosAfter.SequenceEqual(last.PhotosAfter);
}

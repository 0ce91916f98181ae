using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Violations;

/// <summary>Administrative review and litigation (行政复议、行政诉讼): noted here, decided elsewhere.</summary>
internal static class RemedyRules
{
    internal static Decision Seek(Violation? state, SeekRemedy command, StepContext context)
    {
        if (state is null)
            return new ViolationNotFound();
        if (command.Remedy is not ("review" or "litigation"))
            return new RemedyUnknown(command.Remedy);
        if (state is not { Decided: not null, DeliveredAt: not null })
            return new NothingToReview();
        if (state.PendingRemedy is { } pending)
            return pending.Remedy == command.Remedy ? Decision.Nothing : new RemedyPending();
        var day = command.Day ?? ViolationDecider.Today(context);
        if (day > ViolationDecider.Today(context))
            return new ViolationInTheFuture();
        return string.IsNullOrWhiteSpace(command.Body)
            ? ViolationAnswerRequired.Of("body")
            : Decision.Of(new RemedySought(command.Remedy, day, command.Body.Trim(), command.Document.Trim()));
    }

    /// <summary>A decision that is revoked ends the matter; what was paid by then is given back outside of it.</summary>
    internal static Decision End(Violation? state, EndRemedy command, StepContext context)
    {
        if (state is null)
            return new ViolationNotFound();
        if (command.Result is not ("upheld" or "withdrawn" or "revoked"))
            return new RemedyUnknown(command.Result);
        if (state.PendingRemedy is not { } pending)
            return state.Remedies is [.., { Result: var before }] && before == command.Result
                ? Decision.Nothing
                : new NoRemedyPending();
        var day = command.Day ?? ViolationDecider.Today(context);
        if (day > ViolationDecider.Today(context) || day < pending.SoughtOn)
            return new ViolationInTheFuture();
        var ended = new RemedyEnded(pending.Remedy, command.Result, day, command.Document.Trim());
        return command.Result == "revoked"
            ? Decision.Of(ended, new ViolationClosed(ViolationClosures.Revoked, command.Document.Trim(), context.Actor.Id))
            : Decision.Of(ended);
    }
}

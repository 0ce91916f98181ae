using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.GridCases;

/// <summary>Report and intake (受理).</summary>
internal static class IntakeRules
{
    /// <summary>Clocks of machines that report differ a little from ours.</summary>
    private static readonly Duration Tolerance = Duration.FromMinutes(2);

    /// <param name="whole">The report that this demand was split from; null for a report of its own.</param>
    internal static Decision Report(ReportCase command, GridCase? whole, ICaseRules rules, StepContext context)
    {
        if (CaseChannels.Find(command.Channel) is not { } channel)
            return CaseChannelUnknown.Of(command.Channel);
        if (string.IsNullOrWhiteSpace(command.Title))
            return CaseAnswerRequired.Of("title");
        if (command.Kind is { } kind && rules.Kind(kind) is null)
            return CaseKindUnknown.Of(kind);
        if (command.ReportedAt > context.Now + Tolerance)
            return ReportInTheFuture.Of();
        if (!IsOnEarth(command.Location))
            return CoordinateInvalid.Of();
        if (command.Place is null)
            return OutsideDistrict.Of();
        var reported = new GridCaseReported(
            command.Id, command.Number, command.Kind, channel, command.Title.Trim(), command.Description.Trim(),
            command.Location, command.Place, command.Reporter, command.Danger, command.Photos, command.PatrolShift,
            whole is null ? null : new(whole.Id, whole.Number), command.Centre, rules.DeskLimits(channel))
        {
            ReportedAt = command.ReportedAt,
            Suspects = command.Suspects,
        };
        var state = GridCaseFold.Report(reported, new(reported, 1, context.Now, context.Actor.Id));
        return Decision.Of(
        [
            reported,
            .. state.HasReporter
                ? GridCaseClocks.Start(
                    state, GridCaseClocks.Response, CaseLimits.Response, whole?.OpenedAt ?? context.Now, context)
                : [],
        ]);
    }

    internal static Decision Intake(
        GridCase state, string outcome, FormAnswer form, ICaseRules rules, StepContext context) => outcome switch
    {
        "accept" => Accept(state, automatic: false),
        "refuse" when form.Text("reason").Length == 0 => CaseAnswerRequired.Of("reason"),
        "refuse" => Decision.Of(
            [new GridCaseRefused(form.Text("reason")), .. GridCaseClocks.StopAll(state, context.Now)]),
        "transfer" when form.Text("unit").Length == 0 => CaseAnswerRequired.Of("unit"),
        "transfer" when form.Text("reason").Length == 0 => CaseAnswerRequired.Of("reason"),
        "transfer" when form.Text("to") is not TransferTargets.OtherDistrict && !rules.IsUnit(form.Text("unit")) =>
            CaseUnitUnknown.Of("unit", form.Text("unit")),
        "transfer" => Decision.Of(
        [
            new GridCaseTransferred(form.Text("to"), form.Text("unit"), form.Text("reason")),
            .. GridCaseClocks.StopAll(state, context.Now),
        ]),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Accept(GridCase state, bool automatic) =>
        state.AcceptedAt is null ? Decision.Of(new GridCaseAccepted(automatic)) : Decision.Nothing;

    private static bool IsOnEarth(CaseLocation location) =>
        Math.Abs(location.Longitude) <= 180 && Math.Abs(location.Latitude) <= 90;
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// Rating (好差评, 国办发〔2019〕51号, GB/T 39734): once a matter; the two lowest levels are bad: a call back within a day, a
/// rectification, and another call on whether it is right now. [P]: an archived matter can be rated for 30 more days.
/// </summary>
internal static class RatingRules
{
    private const int Worst = 1, Best = 5, Bad = 2;
    private static readonly TimeLimit AfterArchive = new(30, TimeUnit.Days);

    internal static bool IsBad(int level) => level <= Bad;

    internal static Decision Invite(string outcome, FormAnswer form) => outcome switch
    {
        "completed" => Decision.Of(new RatingInvited(form.Text("channel"))),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Rate(Approval? state, RateApproval command, StepContext context) => state switch
    {
        null => new ApprovalNotFound(),
        _ when command.Level is < Worst or > Best => RatingOutOfRange.Of(command.Level),
        { Rating: { } given } when given == new ApprovalRated(command.Level, Comment(command)) => Decision.Nothing,
        { Rating: not null } => new ApprovalAlreadyRated(),
        { Decision: null } => new ApprovalNotDecided(),
        { ArchivedAt: { } archived } when context.Now > context.Calendar.Due(AfterArchive, archived).At =>
            new RatingClosed(),
        _ when IsBad(command.Level) => OpenRectification(state, command, context),
        _ => Decision.Of(new ApprovalRated(command.Level, Comment(command))),
    };

    internal static Decision CallBack(string outcome, FormAnswer form, StepContext context) => outcome switch
    {
        "reached" or "unreachable" when form.Text("remark").Length == 0 => AnswerRequired.Of("remark"),
        "reached" or "unreachable" => Decision.Of(
            new BadRatingCalledBack(context.Actor.Id, outcome == "reached", form.Text("remark"))),
        _ => TaskUnknownOutcome.Of(outcome),
    };

    internal static Decision Rectify(Approval state, string outcome, FormAnswer form, StepContext context) =>
        outcome switch
        {
            "reported" when form.Text("measures").Length == 0 => AnswerRequired.Of("measures"),
            "reported" => Decision.Of(
                new RectificationReported(context.Actor.Id, form.Text("cause"), form.Text("measures"))),
            "satisfied" => Decision.Of(
            [
                new RatingCallBackMade(context.Actor.Id, true, form.Text("remark")),
                new RectificationClosed(),
                .. ApprovalClocks.Stop(state, ApprovalClocks.Rectification, context.Now),
            ]),
            "dissatisfied" => Decision.Of(new RatingCallBackMade(context.Actor.Id, false, form.Text("remark"))),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    private static Decision OpenRectification(Approval state, RateApproval command, StepContext context)
    {
        var limit = state.Terms.Limit("rectification", ApprovalClocks.FiveWorkingDays);
        return Decision.Of(
        [
            new ApprovalRated(command.Level, Comment(command)),
            new RectificationOpened(command.Level, state.Unit, context.Calendar.Due(limit, context.Now).LastDay),
            .. ClockDecider.Start(ApprovalClocks.Rectification, limit, context.Now, context.Calendar),
        ]);
    }

    private static string? Comment(RateApproval command) =>
        string.IsNullOrWhiteSpace(command.Comment) ? null : command.Comment.Trim();
}

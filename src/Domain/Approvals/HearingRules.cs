using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Approvals;

/// <summary>Hearings (听证, 行政许可法第四十六至四十八条).</summary>
internal static class HearingRules
{
    private const int NoticeDays = 7;

    internal static Decision Hear(
        Approval state, string element, string outcome, FormAnswer form, StepContext context) =>
        (element, outcome) switch
        {
            ("hearing-notice", "served") =>
                Decision.Of(new HearingNoticeServed($"{state.Number}/hearing-notice", form.Text("parties"))),
            ("hearing-request", "requested") => Decision.Of(new HearingRequested(form.Text("by"))),
            ("hearing-request", "waived") => Decision.Of(new HearingWaived(form.Text("reason"))),
            ("hearing-arrangement", "arranged") => Arrange(state, form, context),
            ("hearing-session", "held") when state.Handlers.Contains(context.Actor.Id) => new HearingChairHandledCase(),
            ("hearing-session", "held") => Decision.Of(
                new HearingHeld(context.Actor.Id, form.Text("conclusion"), form.Text("record"))),
            _ => TaskUnknownOutcome.Of(outcome),
        };

    /// <summary>Nobody asked within 5 working days of the notice.</summary>
    internal static Decision Lapse() => Decision.Of(new HearingWaived("逾期未申请听证"));

    /// <summary>The day is at least 7 working days ahead, whatever the form says.</summary>
    private static Decision Arrange(Approval state, FormAnswer form, StepContext context)
    {
        var ahead = new TimeLimit(Math.Max(NoticeDays, form.Number("daysAhead") ?? NoticeDays), TimeUnit.WorkingDays);
        var day = context.Calendar.Due(ahead, context.Now).LastDay;
        return Decision.Of(new HearingArranged(day, form.Text("place"), $"{state.Number}/hearing"));
    }
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using static SmartCity.Domain.Tests.GridCases.Emergencies.EmergencyStory;

namespace SmartCity.Domain.Tests.GridCases.Emergencies;

/// <summary>续报: due at fixed moments, whenever a report came.</summary>
public sealed class ReportTests
{
    [Theory]
    [InlineData("2026-03-02 12:50", "2026-03-02 17:00", 0)]
    [InlineData("2026-03-02 09:05", "2026-03-02 13:00", 0)]
    [InlineData("2026-03-02 13:00", "2026-03-02 17:00", 0)]
    [InlineData("2026-03-02 13:00:30", "2026-03-02 17:00", 0)]
    [InlineData("2026-03-02 13:05", "2026-03-02 17:00", 1)]
    [InlineData("2026-03-02 17:30", "2026-03-02 21:00", 2)]
    public void The_next_report_is_due_at_a_fixed_moment(string made, string next, int missed)
    {
        var reported = Report(Raised(), On(made, DutyOfficer)).Event<SituationReported>();
        reported.NextDueAt.ShouldBe(At(next));
        reported.Missed.ShouldBe(missed);
        reported.Number.ShouldBe(1);
    }

    [Fact]
    public void The_task_for_the_next_report_ends_at_the_fixed_moment()
    {
        Limit(Raised()).ShouldBe("240 minutes");
        var context = On("2026-03-02 13:05", DutyOfficer);
        Limit(Raised().When(s => Report(s, context), context)).ShouldBe("235 minutes");
    }

    [Fact]
    public void A_missed_report_is_said_once_until_the_next_one()
    {
        var due = On("2026-03-02 13:00", Actor.System);
        var missed = EmergencyDecider.Serve(Raised(), "miss-report", due);
        missed.Event<SituationReportMissed>().DueOn.ShouldBe(At("2026-03-02 13:00"));

        var state = Raised().When(_ => missed, due);
        EmergencyDecider.Serve(state, "miss-report", On("2026-03-02 17:00", Actor.System)).ShouldStayQuiet();

        var late = On("2026-03-02 13:10", DutyOfficer);
        state = state.When(s => Report(s, late), late);
        state.Emergency!.ReportsMissed.ShouldBe(1);
        state.Emergency.MissedSince.ShouldBeNull();
        EmergencyDecider.Serve(state, "miss-report", On("2026-03-02 17:00", Actor.System)).Event<SituationReportMissed>();
    }

    [Fact]
    public void A_timer_of_a_former_level_means_nothing()
    {
        var context = On("2026-03-02 12:30", DutyOfficer);
        var state = Raised().When(s => EmergencyDecider.Raise(s, new(TheCase, 3, null, "雨势加大"), ResponsePlans, context), context);
        EmergencyDecider.Serve(state, "miss-report", On("2026-03-02 13:00", Actor.System)).ShouldStayQuiet();
    }

    [Fact]
    public void The_first_report_is_made_in_both_forms_each_once()
    {
        var context = On("2026-03-02 09:20", DutyOfficer);
        const string Form = """{"to":"区政府总值班室","text":"积水"}""";
        var state = Raised().When(s => Do(s, "phone-report", "reported", Form, context), context);

        state.Emergency!.FirstReports.Keys.ShouldBe(["phone"]);
        Do(state, "phone-report", "reported", Form, context).ShouldStayQuiet();
        Do(state, "written-report", "reported", Form, context).Event<FirstReportMade>().Means.ShouldBe("writing");
    }

    [Fact]
    public void A_task_of_the_plan_is_done_once()
    {
        var context = On("2026-03-02 09:40", WaterOfficer);
        var state = Raised().When(s => Do(s, "response-task", "done", """{"report":"抽排中"}""", context, "pump"), context);

        state.Emergency!.TasksDone.Keys.ShouldBe(["pump"]);
        Do(state, "added-response-task", "done", """{"report":"抽排中"}""", context, "pump").ShouldStayQuiet();
    }

    [Property(MaxTest = 300)]
    public Property Whenever_reports_come_the_moments_stay_fixed_and_each_is_answered_or_missed() =>
        Prop.ForAll(Gen.Choose(1, 700).ArrayOf().ToArbitrary(), waits =>
        {
            var state = Raised();
            var raised = At("2026-03-02 09:00");
            var now = raised;
            foreach (var minutes in waits)
            {
                now += Duration.FromMinutes(minutes);
                var due = state.Emergency!.NextReportDueAt;
                var context = On("2026-03-02 09:00", DutyOfficer) with { Now = now };
                state = state.When(s => Report(s, context), context);

                var next = state.Emergency!.NextReportDueAt;
                ((next - raised).TotalMinutes % 240).ShouldBe(0);
                next.ShouldBeGreaterThan(now);
                next.ShouldBeGreaterThanOrEqualTo(due);
                (next - now).ShouldBeLessThanOrEqualTo(Duration.FromHours(6));
            }

            var reports = waits.Length;
            state.Emergency!.ReportsMissed.ShouldBeLessThanOrEqualTo((int)((now - raised).TotalMinutes / 240));
            (state.Emergency.LastReport?.Number ?? 0).ShouldBe(reports);
        });

    private static string? Limit(GridCase state) =>
        EmergencyProcess.Facts(state).Single(fact => fact.Key == "reportLimit").Value as string;
}

using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.GridCases.Emergencies.EmergencyStory;

namespace SmartCity.Domain.Tests.GridCases.Emergencies;

/// <summary>Whatever people do in wartime in whatever order.</summary>
public sealed class EmergencyProperties
{
    private const string Form = """
        {"commander":"毛红","members":["x"],"place":"x","to":"x","text":"x","report":"x","dead":1,"measures":"x","assessment":"x","lessons":["x"]}
        """;

    private static readonly Actor[] Actors = [Commander, DutyOfficer, Dispatcher, WaterOfficer, OtherWaterOfficer];

    private static Decision Decide(GridCase state, int choice, StepContext context) => choice switch
    {
        < 5 => EmergencyDecider.Raise(state, new(TheCase, choice, null, "x"), ResponsePlans, context),
        < 9 => EmergencyDecider.ChangeLevel(state, new(TheCase, choice - 4, null, "x"), ResponsePlans, context),
        9 => EmergencyDecider.StandDown(state, new(TheCase, "x"), context),
        10 => EmergencyDecider.GiveOrder(state, new(TheCase, "x", "DX-SWJ", null, null), context),
        11 => EmergencyDecider.AcknowledgeOrder(state, new(TheCase, Known(state)), context),
        12 => EmergencyDecider.CarryOutOrder(state, new(TheCase, Known(state), "x"), context),
        13 => EmergencyDecider.AssignResource(state, new(TheCase, "vehicle", "x", 1, "DX-SWJ"), context),
        14 => EmergencyDecider.ReleaseResource(state, new(TheCase, state.Emergency?.Resources.FirstOrDefault()?.Id ?? Guid.Empty), context),
        15 => Do(state, "command-group", "formed", Form, context),
        16 => Do(state, "phone-report", "reported", Form, context),
        17 => Do(state, "written-report", "reported", Form, context),
        18 => Do(state, "response-task", "done", Form, context, "pump"),
        19 => Do(state, "situation-report", "reported", Form, context),
        20 => Do(state, "after-action-review", "settled", Form, context),
        21 => Do(state, "after-action-review", "handling-goes-on", Form, context),
        _ => EmergencyDecider.Serve(state, "miss-report", context),
    };

    [Property(MaxTest = 400)]
    public Property Any_sequence_folds_and_clocks_run_in_peace_and_stand_still_in_war() => Prop.ForAll(
        (from choice in Gen.Choose(0, 22) from actor in Gen.Choose(0, Actors.Length - 1) from minutes in Gen.Choose(0, 300)
         select (choice, actor, minutes)).ArrayOf().ToArbitrary(), script =>
        {
            var start = On("2026-03-02 08:30");
            var state = Fold(Reported(), start,
                [.. ClockDecider.Start("total", new(40, TimeUnit.WorkingHours), start.Now, start.Calendar)]);
            var (now, ids) = (start.Now, 0);
            foreach (var (choice, actor, minutes) in script)
            {
                now += Duration.FromMinutes(minutes);
                var context = new StepContext(now, Actors[actor], () => Order(++ids), start.Calendar);
                var decision = Decide(state, choice, context);
                if (decision.Refusal is not null) continue;
                var before = state;
                state = Fold(state, context, [.. decision.Events]);

                state.Version.ShouldBe(before.Version + decision.Events.Count);
                state.Clocks["total"].State.ShouldBe(
                    state.Emergency is null or { Review: not null } ? ClockState.Running : ClockState.Suspended);
                if (state.Emergency is { } emergency)
                {
                    emergency.NextReportDueAt.ShouldBeGreaterThan(emergency.LevelSince);
                    emergency.HighestLevel.ShouldBeLessThanOrEqualTo(emergency.Level);
                    emergency.Tasks.Select(task => task.Code).Distinct().Count().ShouldBe(emergency.Tasks.Count);
                    TimeLimit.TryParse(EmergencyProcess.Facts(state).Single(f => f.Key == "reportLimit").Value as string, out _).ShouldBeTrue();
                }
                if (before.Emergency?.Orders.Any(order => order.AcknowledgedAt is not null) == true && state.Emergency!.RaisedAt == before.Emergency.RaisedAt)
                    state.Emergency.Orders.Where(o => o.AcknowledgedAt is not null).Select(o => o.AcknowledgedBy).ShouldNotContain((string?)null);
                if (choice is 10 or 13 or 15 or 19) continue; // given, assigned, formed, reported a second time is another one
                decision = Decide(state, choice, context);
                (decision.Refusal is not null || decision.Events.Count == 0).ShouldBeTrue($"choice {choice} is done already");
            }
        });

    private static Guid Known(GridCase state) => state.Emergency?.Orders.LastOrDefault()?.Id ?? Guid.Empty;
}

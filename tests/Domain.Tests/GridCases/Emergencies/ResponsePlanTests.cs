using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using static SmartCity.Domain.Tests.GridCases.Emergencies.EmergencyStory;

namespace SmartCity.Domain.Tests.GridCases.Emergencies;

/// <summary>应急预案 as data.</summary>
public sealed class ResponsePlanTests
{
    private static ResponsePlan Flood => ResponsePlans.Single(plan => plan.Code == "flood");

    [Fact]
    public void The_shipped_plans_can_be_published_and_carried_out_by_somebody()
    {
        ResponsePlans.Select(plan => plan.Code).ShouldBe(["fire-collapse", "flood", "gas-leak", "general", "public-health", "snow"]);
        ResponsePlans.Count(plan => plan.General).ShouldBe(1);
        foreach (var plan in ResponsePlans)
        {
            ResponsePlanDecider.Publish(null, new(plan)).Event<ResponsePlanPublished>();
            plan.Levels.Select(set => set.Level).ShouldBe([4, 3, 2, 1]);
            foreach (var level in plan.Levels)
            {
                var terms = plan.Terms(level.Level, Town)!;
                terms.Tasks.ShouldNotBeEmpty();
                terms.PhoneReport.ShouldBe(new(30, TimeUnit.Minutes));
                terms.WrittenReport.ShouldBe(new(1, TimeUnit.Hours));
                foreach (var task in terms.Tasks)
                    ShippedCatalogue.People.ShouldContain(p => p.Unit == task.Unit && p.Has(task.Role), $"{plan.Code}: {task.Code}");
            }
        }
    }

    [Fact]
    public void A_task_code_means_the_same_in_every_shipped_plan() => ResponsePlans.SelectMany(plan => plan.Tasks)
        .GroupBy(task => task.Code).ShouldAllBe(same => same.Select(task => task.Name).Distinct().Count() == 1);

    [Fact]
    public void A_plan_reads_back_as_it_was_written() =>
        ResponsePlans.ShouldAllBe(plan => RulesFile.Same(plan, RulesFile.Parse<ResponsePlan>(RulesFile.Write(plan))));

    [Fact]
    public void A_published_version_is_published_once_and_never_changed()
    {
        var history = ResponsePlanHistory.Evolve(null, new ResponsePlanPublished(Flood));
        ResponsePlanDecider.Publish(history, new(Flood)).ShouldStayQuiet();
        ResponsePlanDecider.Publish(history, new(Flood with { DutyUnit = "DX-YJJ" })).ShouldRefuse("response-plan.version-exists");
        ResponsePlanDecider.Publish(history, new(Flood with { Version = 3 })).ShouldRefuse("response-plan.version-not-next");
        ResponsePlanDecider.Publish(history, new(Flood with { Version = 2 })).ShouldRefuse("response-plan.validity-overlaps");
        ResponsePlanDecider.Publish(history, new(Flood with { Version = 2, ValidFrom = new(2027, 1, 1) })).Event<ResponsePlanPublished>();
    }

    [Fact]
    public void What_makes_no_sense_is_named()
    {
        ResponsePlan[] faulty =
        [
            Flood with { Levels = [] },
            Flood with { Levels = [.. Flood.Levels, Flood.Levels[0]] },
            Flood with { Levels = [Flood.Levels[0] with { ReportEvery = new(1, TimeUnit.WorkingDays) }] },
            Flood with { Levels = [Flood.Levels[0] with { ReportEvery = new(1, TimeUnit.Minutes) }] },
            Flood with { Levels = [Flood.Levels[0] with { PhoneReport = new(1, TimeUnit.WorkingHours) }] },
            Flood with { Tasks = [.. Flood.Tasks, Flood.Tasks[0]] },
            Flood with { Tasks = [Flood.Tasks[0] with { Role = "hero" }] },
            Flood with { Tasks = [Flood.Tasks[0] with { From = 5 }] },
            Flood with { CommandUnit = "" },
            Flood with { ValidTo = Flood.ValidFrom.PlusDays(-1) },
        ];
        foreach (var plan in faulty)
            ResponsePlanDecider.Publish(null, new(plan)).ShouldRefuse("response-plan.field-invalid");
    }

    [Fact]
    public void A_file_with_a_word_too_many_is_refused() =>
        Should.Throw<FormatException>(() => RulesFile.Parse<ResponsePlan>("""{"code":"x","surprise":1}"""));
}

using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>The ways beside the forward path, through the shipped processes.</summary>
public sealed class BranchTests
{
    private const string Missing = """{"missing":["identity"],"explanation":"请补交"}""";
    private static readonly SupplyMaterials Identity = new(Samples.Id, [new("identity")]);

    [Fact]
    public void Silence_of_five_working_days_accepts_from_the_day_of_receipt()
    {
        var walk = Walk.File(Drainage).Wait(Duration.FromDays(8));

        walk.Events.OfType<ApprovalAccepted>().ShouldHaveSingleItem().Deemed.ShouldBeTrue();
        walk.State.Process!.WorkItems.Values.ShouldHaveSingleItem().Element.ShouldBe("first-check");
        walk.ToArchive().IsArchived.ShouldBeTrue();
    }

    [Fact]
    public void A_correction_at_the_window_leads_back_to_the_check() =>
        Walk.File(Drainage, "identity").Complete(null, "incomplete", Missing).Complete("correction")
            .ToArchive().IsArchived.ShouldBeTrue();

    [Fact]
    public void A_correction_over_the_network_leads_back_to_the_check()
    {
        var walk = Walk.File(Drainage, "identity").Complete(null, "incomplete", Missing);
        walk.Act(Identity, context => ApprovalDecider.SupplyMaterials(walk.State, Identity, context));

        walk.State.Process!.WorkItems.Values.ShouldHaveSingleItem().Element.ShouldBe("materials-check");
        walk.ToArchive().IsArchived.ShouldBeTrue();
    }

    [Fact]
    public void An_application_nobody_corrects_is_returned()
    {
        var walk = Walk.File(Drainage, "identity").Complete(null, "incomplete", Missing).Wait(Duration.FromDays(20));

        walk.State.Status.ShouldBe("lapsed");
        walk.IsArchived.ShouldBeTrue();
        walk.State.Process!.Ended.ShouldBeTrue();
    }

    [Theory]
    [InlineData("not-competent")]
    [InlineData("not-needed")]
    public void What_is_not_accepted_is_archived(string outcome)
    {
        var walk = Walk.File(Drainage).Complete(null, outcome);

        walk.State.Status.ShouldBe("not-accepted");
        walk.IsArchived.ShouldBeTrue();
    }

    [Fact]
    public void A_withdrawal_takes_every_task_away()
    {
        var walk = Walk.File(ShippedCatalogue.Item("joint-completion-acceptance")).Complete().Complete().Complete();
        var withdraw = new WithdrawApproval(Samples.Id, "不再需要");

        walk.Act(withdraw, context => ApprovalDecider.Withdraw(walk.State, withdraw, context));

        walk.State.Process!.WorkItems.ShouldBeEmpty();
        walk.IsArchived.ShouldBeTrue();
        walk.State.Clocks.Values.ShouldAllBe(clock => clock.State == ClockState.Stopped);
    }

    [Fact]
    public void A_tolerated_material_is_handed_in_before_the_certificate()
    {
        const string tolerated = """{"missing":["water-quality-report"],"originalsSeen":false}""";
        var walk = Walk.File(Drainage, "water-quality-report").Complete(null, "tolerated", tolerated).ToArchive();

        walk.Done.ShouldContain("tolerated-materials");
        walk.State.Outstanding.ShouldBeEmpty();
        walk.State.Certificate.ShouldNotBeNull();
    }

    [Fact]
    public void A_tolerated_material_that_never_comes_costs_the_licence()
    {
        const string tolerated = """{"missing":["water-quality-report"],"originalsSeen":false}""";
        var walk = Walk.File(Drainage, "water-quality-report").Complete(null, "tolerated", tolerated);
        walk.Complete().Complete().Complete().Wait(Duration.FromDays(20));

        walk.State.Status.ShouldBe("revoked");
        walk.State.Certificate.ShouldBeNull();
        walk.ToArchive().IsArchived.ShouldBeTrue();
    }

    [Fact]
    public void A_refusal_is_delivered_and_archived_without_a_certificate()
    {
        var walk = Walk.File(Drainage).Complete().Complete().Complete().Complete("decision", "refused").ToArchive();

        walk.State.Status.ShouldBe("refused");
        walk.State.Delivered.ShouldBeTrue();
        walk.State.Certificate.ShouldBeNull();
    }

    [Fact]
    public void The_second_officer_and_the_head_send_it_back_to_the_first() =>
        Walk.File(Drainage).Complete().Complete().Complete("second-check", "return").Complete("first-check").Complete()
            .Complete("decision", "return").Complete("first-check").ToArchive().IsArchived.ShouldBeTrue();

    [Fact]
    public void One_department_sends_its_part_back_twice_while_the_others_agree()
    {
        var walk = Walk.File(ShippedCatalogue.Item("restaurant-one-thing")).Complete().Complete();
        walk.State.Process!.WorkItems.Count.ShouldBe(3);
        walk.Complete("department-review", "return").Complete("department-review").Complete("review-correction");
        walk.Complete("department-review", "return", by: "cgw-reviewer-1").Complete("review-correction").ToArchive();

        walk.IsArchived.ShouldBeTrue();
        walk.State.Opinions.Keys.Order().ShouldBe(["DX-CGW", "DX-SCJGJ", "DX-XFZD"]);
        walk.Events.OfType<DepartmentReviewed>().Count().ShouldBe(3);
        walk.Done.Count(element => element == "decision").ShouldBe(1);
    }

    [Fact]
    public void An_inspection_stops_the_count_and_is_repeated_until_it_passes()
    {
        var walk = Walk.File(ShippedCatalogue.Item("food-business")).Complete().Complete();
        walk.State.Statutory().State.ShouldBe(ClockState.Suspended);
        walk.Complete("inspection", "rectify").Complete("site-rectification").Complete("inspection");

        walk.State.Statutory().State.ShouldBe(ClockState.Running);
        walk.ToArchive().IsArchived.ShouldBeTrue();
    }

    [Fact]
    public void A_hearing_nobody_asks_for_is_waived_after_five_working_days()
    {
        var walk = Walk.File(ShippedCatalogue.Item("construction-planning")).Complete().Complete().Complete();
        walk.Wait(Duration.FromDays(9));

        walk.Events.OfType<HearingWaived>().ShouldHaveSingleItem();
        walk.ToArchive().IsArchived.ShouldBeTrue();
    }

    [Fact]
    public void Who_handled_the_case_does_not_chair_its_hearing()
    {
        var state = Accepted().When(
            s => Do(s, "first-check", "passed", """{"opinion":"通过"}""", On("2026-03-04 10:00", Officer)), On("2026-03-04 10:00"));

        Do(state, "hearing-session", "held", """{"conclusion":"准予","record":"1号"}""", On("2026-03-20 10:00", Officer))
            .ShouldRefuse("approval.hearing-chair-handled-case");
    }

    [Fact]
    public void Two_inspectors_are_two_people() =>
        Do(Accepted(), "inspection", "passed", """{"secondInspector":"主办一","findings":"一致"}""", On("2026-03-04 10:00", Officer))
            .ShouldRefuse("approval.second-officer-must-differ");

    [Fact]
    public void A_broken_promise_that_is_not_put_right_costs_the_licence()
    {
        var walk = Walk.File(ShippedCatalogue.Item("fire-safety-check"));
        while (walk.State.Process!.WorkItems.Values.Single().Element != "follow-up-check")
            walk.Complete();
        walk.Complete(null, "broken").Wait(Duration.FromDays(25));

        walk.State.Status.ShouldBe("revoked");
        walk.ToArchive().IsArchived.ShouldBeTrue();
    }

    [Fact]
    public void An_objection_in_publicity_goes_back_to_the_experts() =>
        Walk.File(ShippedCatalogue.Item("hazardous-chemicals")).Complete().Complete().Complete().Complete()
            .Complete("publicity", "objection").Complete("expert-opinion").Complete("publicity").ToArchive()
            .IsArchived.ShouldBeTrue();
}

using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>行政许可法第三十二条.</summary>
public sealed class IntakeTests
{
    private const string Missing = """{"missing":["identity","drainage-plan"],"explanation":"请补交"}""";

    private static Approval Notified() => Filed(null, "identity", "drainage-plan").When(
        state => Do(state, "materials-check", "incomplete", Missing, On("2026-03-03 10:00")), On("2026-03-03 10:00"));

    [Fact]
    public void Complete_materials_are_found_complete() =>
        Do(Filed(), "materials-check", "complete", """{"originalsSeen":false}""", On("2026-03-03 10:00"))
            .Event<MaterialsFoundComplete>().OnPaper.ShouldBeEmpty();

    [Fact]
    public void Originals_seen_at_the_window_are_recorded_as_paper() =>
        Do(Filed(null, "identity"), "materials-check", "complete", """{"originalsSeen":true}""", On("2026-03-03 10:00"))
            .Event<MaterialsFoundComplete>().OnPaper.ShouldBe(["identity"]);

    [Fact]
    public void What_nobody_saw_is_not_complete() =>
        Do(Filed(null, "identity"), "materials-check", "complete", """{"originalsSeen":false}""", On("2026-03-03 10:00"))
            .ShouldRefuse("approval.materials-missing");

    [Fact]
    public void One_notice_names_everything_and_starts_the_time_for_correction()
    {
        var state = Notified();

        state.Status.ShouldBe("correcting");
        state.Missing.Order().ShouldBe(["drainage-plan", "identity"]);
        state.Clocks[ApprovalClocks.Correction].DueAt.ShouldBe(Given.At("2026-03-17 23:59:59"));
    }

    [Fact]
    public void A_second_notice_cannot_add_to_the_first() =>
        Do(Notified(), "materials-check", "incomplete", """{"missing":["application-form"],"explanation":"还缺"}""",
            On("2026-03-05 10:00")).ShouldRefuse("approval.notice-already-given");

    [Fact]
    public void A_second_notice_can_repeat_what_is_still_missing() =>
        Do(Notified(), "materials-check", "incomplete", """{"missing":["identity"],"explanation":"仍缺"}""",
            On("2026-03-05 10:00")).Event<MaterialsFoundMissing>().Missing.ShouldBe(["identity"]);

    [Fact]
    public void A_correction_brings_everything_and_stops_its_clock()
    {
        var state = Notified();
        var supply = new SupplyMaterials(state.Id, [new("identity"), new("drainage-plan")]);

        var after = state.When(s => ApprovalDecider.SupplyMaterials(s, supply, On("2026-03-04 11:00")), On("2026-03-04 11:00"));

        after.Status.ShouldBe("filed");
        after.ReceivedAt.ShouldBe(Given.At("2026-03-04 11:00"));
        after.Clocks[ApprovalClocks.Correction].StoppedAt.ShouldBe(Given.At("2026-03-04 11:00"));
        ApprovalDecider.SupplyMaterials(after, supply, On("2026-03-04 12:00")).ShouldRefuse("approval.nothing-missing");
    }

    [Fact]
    public void Half_a_correction_is_refused_and_the_rest_named() =>
        ApprovalDecider.SupplyMaterials(Notified(), new(Samples.Id, [new("identity")]), On("2026-03-04 11:00"))
            .ShouldRefuse("approval.materials-missing");

    [Fact]
    public void A_secondary_material_can_be_tolerated_a_main_one_cannot()
    {
        var state = Filed(null, "water-quality-report");

        Do(state, "materials-check", "tolerated", """{"missing":["water-quality-report"],"originalsSeen":false}""",
            On("2026-03-03 10:00")).Event<MaterialsTolerated>().SupplyBy.ShouldBe(new LocalDate(2026, 3, 17));
        Do(state, "materials-check", "tolerated", """{"missing":["identity"],"originalsSeen":true}""",
            On("2026-03-03 10:00")).ShouldRefuse("approval.not-tolerable");
    }

    [Fact]
    public void Not_competent_says_who_is()
    {
        Do(Filed(), "materials-check", "not-competent", """{"explanation":"不属本机关"}""", On("2026-03-03 10:00"))
            .ShouldRefuse("approval.answer-required");
        Do(Filed(), "materials-check", "not-competent", """{"explanation":"不属本机关","authority":"市水务局"}""",
            On("2026-03-03 10:00")).Event<ApprovalNotAccepted>().CompetentAuthority.ShouldBe("市水务局");
    }

    [Fact]
    public void Acceptance_starts_both_legal_clocks()
    {
        var state = Accepted();

        state.Status.ShouldBe("accepted");
        state.Statutory().DueAt.ShouldBe(Given.At("2026-03-31 23:59:59"));
        state.Clocks[ApprovalClocks.Promised].DueAt.ShouldBe(Given.At("2026-03-13 23:59:59"));
    }

    [Fact]
    public void Deemed_acceptance_goes_back_to_the_day_of_receipt()
    {
        var context = On("2026-03-09 23:59:59");
        var state = Filed().When(s => ApprovalDecider.Serve(s, "deem-accepted", context), context);

        state.AcceptedAt.ShouldBe(Given.At("2026-03-02 09:30"));
        state.Statutory().StartedAt.ShouldBe(Given.At("2026-03-02 09:30"));
        ApprovalDecider.Serve(state, "accept", context).ShouldStayQuiet();
        Do(state, "materials-check", "incomplete", Missing, context).ShouldRefuse("approval.already-accepted");
    }
}

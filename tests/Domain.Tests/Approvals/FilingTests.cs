using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

public sealed class FilingTests
{
    private static Decision File(Func<FileApproval, FileApproval> change, Actor? actor = null) =>
        ApprovalDecider.File(change(Samples.Filing(Drainage)), Drainage, On("2026-03-02 09:30", actor));

    [Fact]
    public void Filing_records_the_terms_of_the_day_and_the_window_that_took_it_in()
    {
        var clerkOfTown = Person("t", "庞各庄窗口", "110115108", "window-clerk");
        var filed = File(command => command, clerkOfTown).Event<ApprovalFiled>();

        filed.IntakeUnit.ShouldBe("110115108");
        filed.Unit.ShouldBe("DX-SWJ");
        filed.Terms.ItemVersion.ShouldBe(1);
        filed.Terms.Tolerated.ShouldBe(["water-quality-report"]);
    }

    [Fact]
    public void What_an_integrator_files_goes_to_the_hall_of_the_district()
    {
        var integrator = new Actor("integrator", "接入方", ["integrator"], "", "api");
        File(command => command, integrator).Event<ApprovalFiled>().IntakeUnit.ShouldBe("DX-HALL");
    }

    [Theory]
    [InlineData(Applicant.Person, "110115199001010010", "13800001234", "applicant.idNumber")]
    [InlineData(Applicant.Person, "110115900101001", "13800001234", "applicant.idNumber")]
    [InlineData(Applicant.Organisation, "91110115MA00DX0169", "13800001234", "applicant.idNumber")]
    [InlineData(Applicant.Organisation, "110115199001010013", "13800001234", "applicant.idNumber")]
    [InlineData(Applicant.Person, "110115199001010013", "call me", "applicant.phone")]
    [InlineData("ghost", "110115199001010013", "13800001234", "applicant.type")]
    public void An_applicant_whose_particulars_do_not_hold_is_refused_by_field(
        string type, string idNumber, string phone, string field)
    {
        var decision = File(command => command with { Applicant = new(type, "某某", idNumber, phone) });

        decision.ShouldRefuse("approval.applicant-invalid");
        decision.Refusal!.Fields.Keys.ShouldBe([field]);
    }

    [Fact]
    public void A_material_that_the_item_does_not_ask_for_is_refused() =>
        File(command => command with { Materials = [new("love-letter")] }).ShouldRefuse("approval.material-unknown");

    [Fact]
    public void The_same_material_twice_is_refused() =>
        File(command => command with { Materials = [new("identity"), new("identity")] })
            .ShouldRefuse("approval.material-unknown");

    [Fact]
    public void An_item_cannot_be_filed_before_it_is_in_force() =>
        ApprovalDecider.File(Samples.Filing(Drainage), Drainage, On("2025-12-31 10:00"))
            .ShouldRefuse("approval.item-not-in-force");

    [Fact]
    public void Personal_data_stands_in_the_first_event_only()
    {
        foreach (var item in ShippedCatalogue.Items)
        {
            foreach (var later in Walk.File(item).ToArchive().Events.Skip(1))
            {
                var text = later.ToString()!;
                text.ShouldNotContain(Samples.Organisation.Name);
                text.ShouldNotContain(Samples.Organisation.IdNumber);
                text.ShouldNotContain(Samples.Organisation.Phone);
            }
        }
    }
}

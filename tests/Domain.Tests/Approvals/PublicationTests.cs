using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

public sealed class PublicationTests
{
    private static readonly ApprovalItemHistory Published = new(Drainage.Code, [Drainage]);

    private static Decision Publish(ApprovalItem item, ApprovalItemHistory? history = null) =>
        ApprovalItemDecider.Publish(history, new(item));

    [Fact]
    public void An_item_is_published_whole() => Publish(Drainage).Event<ApprovalItemPublished>().Item.ShouldBe(Drainage);

    [Fact]
    public void The_same_again_changes_nothing() =>
        Publish(ApprovalItemFile.Parse(ApprovalItemFile.Write(Drainage)), Published).ShouldStayQuiet();

    [Fact]
    public void A_published_version_cannot_be_changed() =>
        Publish(Drainage with { Process = "joint-review" }, Published).ShouldRefuse("approval-item.version-exists");

    [Fact]
    public void Steps_over_the_promise_are_refused_with_the_figures()
    {
        var decision = Publish(Drainage with { Promised = new(6, TimeUnit.WorkingDays) });

        decision.ShouldRefuse("approval-item.limits-exceeded");
        decision.Refusal!.Sentence.En.ShouldContain("steps 7, promised 6, statutory 20");
    }

    [Fact]
    public void A_promise_over_the_law_is_refused() =>
        Publish(Drainage with { Promised = new(21, TimeUnit.WorkingDays) }).ShouldRefuse("approval-item.limits-exceeded");

    [Fact]
    public void Limits_in_different_units_are_refused() =>
        Publish(Drainage with { Promised = new(8, TimeUnit.Days) }).ShouldRefuse("approval-item.limits-in-different-units");

    [Fact]
    public void A_material_that_stands_twice_is_refused() =>
        Publish(Drainage with { Materials = [.. Drainage.Materials, Drainage.Materials[0]] })
            .ShouldRefuse("approval-item.material-twice");

    [Fact]
    public void A_delivery_later_than_ten_working_days_is_refused() =>
        Publish(Drainage with { Limits = new Dictionary<string, TimeLimit>(Drainage.Limits) { ["delivery"] = new(11, TimeUnit.WorkingDays) } })
            .ShouldRefuse("approval-item.field-invalid");

    [Fact]
    public void The_next_version_begins_after_the_one_before()
    {
        var next = Drainage with { Version = 2, ValidFrom = new(2027, 1, 1) };

        Publish(next with { Version = 3 }, Published).ShouldRefuse("approval-item.version-not-next");
        Publish(next with { ValidFrom = Drainage.ValidFrom }, Published).ShouldRefuse("approval-item.validity-overlaps");
        var both = ApprovalItemHistory.Evolve(Published, Publish(next, Published).Event<ApprovalItemPublished>())!;
        both.InForce(new LocalDate(2026, 12, 31))!.Version.ShouldBe(1);
        both.InForce(new LocalDate(2027, 1, 1))!.Version.ShouldBe(2);
        both.InForce(new LocalDate(2025, 12, 31)).ShouldBeNull();
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"code":"x","surprise":1}""")]
    [InlineData("[]")]
    public void A_file_of_another_shape_is_refused(string json) =>
        Should.Throw<FormatException>(() => ApprovalItemFile.Parse(json));
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Violations.Catalogue;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Kinds as data: what may be published, and what the shipped ones say.</summary>
public sealed class KindTests
{
    private static readonly OffenceKind Air = Kind("air-exceedance");

    [Fact]
    public void The_shipped_kinds_are_published_and_name_units_that_there_are()
    {
        foreach (var kind in Kinds)
        {
            OffenceKindDecider.Publish(null, new(kind)).Event<OffenceKindPublished>();
            RulesFile.Same(RulesFile.Parse<OffenceKind>(RulesFile.Write(kind)), kind).ShouldBeTrue();
            kind.JointUnits.Append(kind.LeadUnit).ShouldAllBe(unit => ShippedCatalogue.Units.Contains(unit));
        }
    }

    [Theory]
    [InlineData(OffenceLimits.Case, "91 days")]
    [InlineData(OffenceLimits.Case, "60 working-days")]
    [InlineData(OffenceLimits.Registration, "8 working-days")]
    [InlineData(OffenceLimits.Delivery, "8 working-days")]
    [InlineData(OffenceLimits.Response, "4 working-days")]
    [InlineData(OffenceLimits.HearingNotice, "6 working-days")]
    [InlineData(OffenceLimits.Payment, "14 days")]
    public void No_kind_goes_beyond_the_penalty_law(string limit, string text) => OffenceKindDecider.Publish(
        null, new(Air with { Limits = new Dictionary<string, TimeLimit>(Air.Limits) { [limit] = TimeLimit.Parse(text) } }))
        .ShouldRefuse("violation-kind.field-invalid");

    [Fact]
    public void Nor_do_its_amounts()
    {
        OffenceKindDecider.Publish(null, new(Air with { OnTheSpot = new(201, 3000) })).ShouldRefuse("violation-kind.field-invalid");
        OffenceKindDecider.Publish(null, new(Air with { OnTheSpot = new(200, 3001) })).ShouldRefuse("violation-kind.field-invalid");
        OffenceKindDecider.Publish(null, new(Air with { LatePercentPerDay = 3.1m })).ShouldRefuse("violation-kind.field-invalid");
        OffenceKindDecider.Publish(null, new(Air with { Fine = new(2, 1) })).ShouldRefuse("violation-kind.field-invalid");
        OffenceKindDecider.Publish(null, new(Air with { JointUnits = [Air.LeadUnit] })).ShouldRefuse("violation-kind.field-invalid");
    }

    [Fact]
    public void A_version_follows_the_one_before_and_never_changes()
    {
        var first = OffenceKindHistory.Evolve(null, new OffenceKindPublished(Air))!;
        OffenceKindDecider.Publish(first, new(Air)).ShouldStayQuiet();
        OffenceKindDecider.Publish(first, new(Air with { Rectification = false })).ShouldRefuse("violation-kind.version-exists");
        OffenceKindDecider.Publish(first, new(Air with { Version = 3 })).ShouldRefuse("violation-kind.version-not-next");
        OffenceKindDecider.Publish(first, new(Air with { Version = 2 })).ShouldRefuse("violation-kind.validity-overlaps");
        var next = Air with { Version = 2, ValidFrom = new LocalDate(2027, 1, 1) };
        var both = OffenceKindHistory.Evolve(first, new OffenceKindPublished(next))!;
        both.InForce(new(2026, 12, 31))!.Version.ShouldBe(1);
        both.InForce(new(2027, 1, 1))!.Version.ShouldBe(2);
    }
}

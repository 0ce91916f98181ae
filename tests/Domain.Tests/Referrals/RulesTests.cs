using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using static SmartCity.Domain.Tests.Referrals.ReferralStory;

namespace SmartCity.Domain.Tests.Referrals;

/// <summary>The rules as data: what may be published, and what the shipped ones say.</summary>
public sealed class RulesTests
{
    [Fact]
    public void The_shipped_rules_are_published_and_name_units_and_processes_that_there_are()
    {
        ReferralRulesDecider.Publish(ReferralRulesHistory.None, new(Rules)).Event<ReferralRulesPublished>();
        RulesFile.Same(RulesFile.Parse<ReferralRules>(RulesFile.Write(Rules)), Rules).ShouldBeTrue();
        Rules.Institutions.ShouldAllBe(institution => ShippedCatalogue.Units.Contains(institution.Code));
        Rules.Processes.Values.ShouldAllBe(process => ShippedCatalogue.Processes.Latest(process) != null);
        Rules.Urgencies["stat"].GreenChannel.ShouldBeTrue();
        Rules.Urgencies["stat"].Limits["reception"].Unit.ShouldBe(TimeUnit.Minutes);
    }

    [Fact]
    public void A_version_is_published_once_in_its_order_and_never_changed()
    {
        var history = ReferralRulesHistory.Evolve(ReferralRulesHistory.None, new ReferralRulesPublished(Rules));
        ReferralRulesDecider.Publish(history, new(Rules)).ShouldBe(Decision.Nothing);
        ReferralRulesDecider.Publish(history, new(Rules with { MostNoShows = 3 })).ShouldRefuse("referral-rules.version-exists");
        ReferralRulesDecider.Publish(history, new(Rules with { Version = 3 })).ShouldRefuse("referral-rules.version-not-next");
        ReferralRulesDecider.Publish(history, new(Rules with { Version = 2 })).ShouldRefuse("referral-rules.field-invalid");
        var second = Rules with { Version = 2, ValidFrom = new(2026, 6, 1), MostNoShows = 1 };
        history = ReferralRulesHistory.Evolve(history, ReferralRulesDecider.Publish(history, new(second)).Event<ReferralRulesPublished>());
        history.InForce(new LocalDate(2026, 5, 31))!.Version.ShouldBe(1);
        history.InForce(new LocalDate(2026, 6, 1))!.Version.ShouldBe(2);
        history.InForce(new LocalDate(2010, 1, 1)).ShouldBeNull();
    }

    public static TheoryData<string> Faults() =>
        ["processes", "mostNoShows", "visitDays", "direction", "to", "slots", "urgency", "limit", "noShow"];

    [Theory]
    [MemberData(nameof(Faults))]
    public void Rules_that_do_not_hold_are_refused(string fault)
    {
        var spoilt = fault switch
        {
            "processes" => Rules with { Processes = new Dictionary<string, string> { ["up"] = "referral-up" } },
            "mostNoShows" => Rules with { MostNoShows = 0 },
            "visitDays" => Rules with { VisitDays = [] },
            "direction" => Rules with { Relations = [new("sideways", "hospital", "hospital")] },
            "to" => Rules with { Relations = [new("up", "health-centre", "hospital", To: ["DX-YY-99"])] },
            "slots" => Rules with { Institutions = [new("DX-YY-01", "hospital", [new("x", new("x", "x"), ["room"])])], Relations = [] },
            "urgency" => Rules with { Urgencies = Rules.Urgencies.Where(u => u.Key != "asap").ToDictionary() },
            "limit" => WithLimits(limits => limits.Remove("reception")),
            _ => WithLimits(limits => limits["noShow"] = TimeLimit.Parse("1 working-days")),
        };
        ReferralRulesDecider.Publish(ReferralRulesHistory.None, new(spoilt)).ShouldRefuse("referral-rules.field-invalid");
    }

    private static ReferralRules WithLimits(Action<Dictionary<string, TimeLimit>> change)
    {
        var limits = Rules.Urgencies["routine"].Limits.ToDictionary();
        change(limits);
        return Rules with { Urgencies = new Dictionary<string, UrgencyRule>(Rules.Urgencies) { ["routine"] = new(false, limits) } };
    }
}

using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Devices.Alarms;

/// <summary>What an alarm says when it is raised, what follows from it, and what may be published.</summary>
public sealed class RaisingTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 5, 1, 2, 0);
    private static readonly RaisingTerms Sound = new(true, _ => false, At, () => Guid.Parse("0198f000-0000-7000-8000-000000000031"));

    private static IReadOnlyList<object> Look(string rule, RaisingTerms terms, params Sample[] samples) => AlarmEvaluation.Of(
        ShippedRules.Rule(rule), ShippedRules.Evidence(samples), new(samples[0].At, samples[^1].At), true, [], terms).Events;

    private static AlarmRaised Raised(string rule, RaisingTerms terms, params Sample[] samples) =>
        Look(rule, terms, samples).OfType<AlarmRaised>().ShouldHaveSingleItem();

    [Fact]
    public void An_alarm_keeps_the_version_of_its_rule_the_limit_and_the_set()
    {
        var raised = Raised("air-so2-hour", Sound, "a21026.hour.avg".At(At, 600));
        (raised.Rule, raised.RuleVersion, raised.Limit, raised.Basis, raised.Point)
            .ShouldBe(("air-so2-hour", 1, 500, "GB 3095-2026 grade II, transition", "a21026.hour.avg"));
        raised.Follows.ShouldNotBeNull().Consequence.ShouldBe(AlarmConsequence.Violation);
    }

    [Fact]
    public void With_a_lapsed_calibration_the_alarm_says_so_and_no_violation_follows()
    {
        var raised = Raised("air-so2-hour", Sound with { Lapsed = _ => true }, "a21026.hour.avg".At(At, 600));
        raised.Name.En.ShouldEndWith("(calibration lapsed)");
        raised.Name.Zh.ShouldEndWith("（校准已过期）");
        raised.Follows.ShouldBeNull();
    }

    [Fact]
    public void With_a_lapsed_calibration_a_case_still_follows() =>
        Raised("gallery-methane-high", Sound with { Lapsed = _ => true }, "methane".At(At, 60)).Follows.ShouldNotBeNull();

    [Fact]
    public void A_value_is_as_good_as_the_calibration_was_on_its_own_day()
    {
        var calibrated = new LocalDate(2026, 3, 1);
        var story = AlarmStory.Evolve(AlarmStory.Nothing, new(new DeviceCalibrated(calibrated, calibrated.PlusDays(30), null), 1, At, "a"));
        story = AlarmStory.Evolve(story, new(new DeviceCalibrationLapsed(calibrated.PlusDays(30)), 2, At, "a"));
        story = AlarmStory.Evolve(story, new(new DeviceCalibrated(new(2026, 5, 1), new(2026, 5, 31), null), 3, At, "a"));
        bool Lapsed(int month, int day) => story.LapsedAt(ShippedRules.Hour(new(2026, month, day), 12));
        (Lapsed(2, 28), Lapsed(3, 31), Lapsed(4, 1), Lapsed(4, 30), Lapsed(5, 1), Lapsed(6, 1)).ShouldBe((false, false, true, true, false, true));

        var measured = ShippedRules.Hour(new(2026, 4, 10), 12);
        Raised("air-so2-hour", Sound with { Lapsed = story.LapsedAt }, "a21026.hour.avg".At(measured, 600)).Follows.ShouldBeNull();
        Raised("air-so2-hour", Sound with { Lapsed = story.LapsedAt }, "a21026.hour.avg".At(At, 600)).Follows.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void What_is_learnt_of_too_late_calls_nobody_out(int hours, bool follows) =>
        (Raised("gallery-methane-high", Sound with { Now = At + Duration.FromHours(hours) }, "methane".At(At, 60)).Follows is not null).ShouldBe(follows);

    [Fact]
    public void A_device_that_is_not_in_service_raises_nothing() =>
        Look("gallery-methane-high", Sound with { MayRaise = false }, "methane".At(At, 60)).ShouldBeEmpty();

    [Fact]
    public void What_happens_under_maintenance_does_not_count()
    {
        var story = AlarmStory.Evolve(AlarmStory.Nothing, new(new DeviceMaintenanceBegun("x"), 1, At, "a"));
        story.Counts(At - Duration.Epsilon).ShouldBeTrue();
        story.Counts(At).ShouldBeFalse();
        story = AlarmStory.Evolve(story, new(new DeviceMaintenanceEnded(), 2, At + Duration.FromHours(1), "a"));
        story.Counts(At + Duration.FromMinutes(59)).ShouldBeFalse();
        story.Counts(At + Duration.FromHours(1)).ShouldBeTrue();
    }

    [Fact]
    public void The_next_version_is_published_and_the_same_again_is_nothing()
    {
        var rule = ShippedRules.Rules[0];
        Publish(null, rule).Event<AlarmRulePublished>().Rule.ShouldBe(rule);
        Publish(Known(rule), rule).ShouldStayQuiet();
        Publish(Known(rule with { ValidTo = new(2026, 6, 30) }), rule with { Version = 2, ValidFrom = new(2026, 7, 1) }).Event<AlarmRulePublished>();
        Publish(Known(rule), rule with { Version = 2, ValidFrom = rule.ValidFrom.PlusDays(1) }).Event<AlarmRulePublished>();
    }

    [Fact]
    public void A_version_out_of_turn_another_text_overlapping_days_and_nonsense_are_refused()
    {
        var rule = ShippedRules.Rules[0];
        Publish(null, rule with { Version = 2 }).ShouldRefuse("alarm-rules.version-not-next");
        Publish(Known(rule), rule with { Level = "notice" }).ShouldRefuse("alarm-rules.version-exists");
        Publish(Known(rule), rule with { Version = 2 }).ShouldRefuse("alarm-rules.validity-overlaps");
        Publish(null, rule with { When = new() }).ShouldRefuse("alarm-rules.field-invalid");
        Publish(null, rule with { Level = "loud" }).ShouldRefuse("alarm-rules.field-invalid");
        Publish(null, rule with { Then = new("song", "x") }).ShouldRefuse("alarm-rules.field-invalid");
        Publish(null, rule with { ValidTo = rule.ValidFrom.PlusDays(-1) }).ShouldRefuse("alarm-rules.field-invalid");
    }

    private static RuleVersions<AlarmRule> Known(AlarmRule rule) => new(rule.Code, ImmutableList.Create(rule));

    private static Decision Publish(RuleVersions<AlarmRule>? known, AlarmRule rule) =>
        RulePublication.Publish(known, rule, rule.Fault(), r => new AlarmRulePublished(r));
}

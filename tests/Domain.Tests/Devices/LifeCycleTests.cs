using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Tests.Devices;

/// <summary>生命周期: planned, installed, in service, maintenance, retired.</summary>
public sealed class LifeCycleTests
{
    private static readonly Func<Device, Decision> Install = d => LifeCycleRules.Install(d, new(Given.Id, null), Given.By(Given.Officer)),
        Commission = LifeCycleRules.Commission, Begin = d => LifeCycleRules.BeginMaintenance(d, new(Given.Id, "滤膜更换")),
        End = LifeCycleRules.EndMaintenance, Retire = d => LifeCycleRules.Retire(d, new(Given.Id, "拆除"));

    [Fact]
    public void Each_step_follows_the_one_before()
    {
        var device = Given.Planned();
        var seen = new List<string> { device.Status };
        foreach (var step in new[] { Install, Commission, Begin, End, Begin, Retire })
        {
            device = device.After(step(device));
            seen.Add(device.Status);
            if (step != End) step(device).ShouldStayQuiet();
        }
        seen.ShouldBe(["planned", "installed", "in-service", "maintenance", "in-service", "maintenance", "retired"]);
        device.ArchivedAt.ShouldNotBeNull();
        device.Credentials.ShouldBeEmpty("a retired device opens no door");
    }

    [Fact]
    public void A_step_that_does_not_follow_is_refused()
    {
        Commission(Given.Planned()).ShouldRefuse("device.step-not-now");
        Begin(Given.Planned()).ShouldRefuse("device.step-not-now");
        End(Given.Planned()).ShouldRefuse("device.step-not-now");
        Install(Given.InService()).ShouldRefuse("device.step-not-now");
        foreach (var step in new[] { Install, Commission, Begin, End }) step(Given.Retired()).ShouldRefuse("device.step-not-now");
        LifeCycleRules.Install(Given.Planned(), new(Given.Id, Given.Today.PlusDays(1)), Given.By(Given.Officer)).ShouldRefuse("device.field-invalid");
    }

    [Fact]
    public void A_planned_or_retired_device_is_not_watched_for_silence()
    {
        SilenceRules.Observe(Given.Planned(), Given.Noon, Given.Noon).ShouldStayQuiet();
        SilenceRules.Observe(Given.Retired(), Given.Noon, Given.Noon).ShouldStayQuiet();
    }
}

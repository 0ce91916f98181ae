using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Devices;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.GridCases.Emergencies;

namespace SmartCity.Domain.Tests.Supervision.Cards;

/// <summary>
/// Whatever is recorded in whatever order: what went wrong appears once for each cause and key, and is never taken off, so
/// that who compares before and after raises one card for each.
/// </summary>
public sealed class DeviationProperties
{
    private static readonly Instant Start = Instant.FromUtc(2026, 3, 2, 1, 0);

    private static readonly string[] Clocks =
        ["statutory", "promised", "correction", "delivery", "rectification", "total", "response", "reopened-1", "order:1", "step:1", "step:2"];

    [Property(MaxTest = 1000)]
    public Property Each_cause_of_an_approval_appears_once_and_stays() => Holds(
        (Matter)Story.Filed(), (state, e) => Approval.Evolve((Approval)state, e)!,
        new MaterialsFoundMissing(["a"], "x", new(2026, 3, 9)), new MaterialsFoundComplete([]), new CorrectionLapsed([]),
        new ApprovalNotAccepted("not-needed", "x", null), new MaterialsSupplied([]));

    [Property(MaxTest = 1000)]
    public Property Each_cause_of_a_case_appears_once_and_stays() => Holds(
        (Matter)EmergencyStory.Raised(), (state, e) => GridCase.Evolve((GridCase)state, e)!,
        new GridCaseReturned("DX-CGW", "a", "x"), new GridCaseReturned("DX-SWJ", "b", "x"), new VerificationFailed("g", "x", []),
        new SituationReportMissed(Start), new SituationReportMissed(Start + Duration.FromHours(4)), new GridCaseReopened("x"));

    [Property(MaxTest = 1000)]
    public Property Each_cause_of_a_device_appears_once_and_stays() => Holds(
        (Matter)Devices.Given.InService(), (state, e) => Device.Evolve((Device)state, e)!,
        new DeviceOfflineTooLong(Start, 24), new DeviceOfflineTooLong(Start + Duration.FromHours(30), 24), new DeviceCameOnline(Start),
        new DeviceWentOffline(Start, Start, "silence"), new DeviceMaintenanceBegun("x"));

    private static Property Holds(Matter first, Func<Matter, Recorded, Matter> evolve, params object[] facts)
    {
        object[] all =
        [
            .. facts, .. Clocks.Select(clock => new ClockBreached(clock, Start)),
            .. Clocks.Select(clock => new ClockStarted(clock, new(1, TimeUnit.Days), Start, Start, Start, false, "c")),
        ];
        return Prop.ForAll(Gen.Choose(0, all.Length - 1).ArrayOf().ToArbitrary(), script =>
        {
            var (state, raised) = (first, new HashSet<(string, string)>());
            foreach (var at in script)
            {
                var after = evolve(state, new(all[at], state.Version + 1, Start, "a"));
                var (before, now) = (Of(state), Of(after));
                now.ShouldBeUnique();
                before.ShouldBeSubsetOf(now);
                foreach (var cause in now.Except(before)) raised.Add(cause).ShouldBeTrue($"{cause} was raised before");
                state = after;
            }
        });
    }

    private static List<(string, string)> Of(Matter matter) => [.. matter.Deviations.Select(d => (d.Cause, d.Key))];
}

using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>What a device says of its parts, faults, settings and chargings: what is known changes nothing.</summary>
public static class ReportRules
{
    /// <summary>Parts, faults and settings that the state of one device may name; what goes beyond is left out, and told as a fault.</summary>
    public const int MostComponents = 100, MostFaults = 100, MostSettings = 200;

    /// <summary>The fault of a device that names more than it may (名称过多).</summary>
    public const string TooManyNames = "too-many-names";

    /// <summary>
    /// The same state again changes nothing. One from before the newest known is late, and a fact of its own time all the same: a
    /// call for help that was buffered must reach the rules. The very same report is taken once.
    /// </summary>
    public static Decision State(Device device, string component, string state, string? code, Instant at) =>
        device.LifeCycle == LifeCycle.Retired
        || (device.Components.GetValueOrDefault(component) is { } known
            && (at < known.At
                ? device.StatesReported.Contains(new(component, state, code, at))
                : (known.State, known.Code) == (state, code)))
            ? Decision.Nothing
            : device.Components.Count >= MostComponents && !device.Components.ContainsKey(component) ? Beyond(device, at)
            : Decision.Of(new DeviceStateReported(component, state, code, at));

    /// <summary>A fault that is there already changes nothing, nor does one that was over before it was told of.</summary>
    public static Decision Fault(Device device, string fault, string? text, Instant at) =>
        device.LifeCycle == LifeCycle.Retired || device.Faults.ContainsKey(fault)
        || (device.FaultsCleared.TryGetValue(fault, out var cleared) && at < cleared)
            ? Decision.Nothing
            : !device.FaultsCleared.ContainsKey(fault) && device.Faults.Keys.Union(device.FaultsCleared.Keys).Count() >= MostFaults
                ? Beyond(device, at)
            : Decision.Of(new DeviceFaultReported(fault, text, at));

    /// <summary>Nothing for a fault that is not there, or that began later.</summary>
    public static Decision FaultGone(Device device, string fault, Instant at) =>
        device.LifeCycle != LifeCycle.Retired && device.Faults.TryGetValue(fault, out var since) && since <= at
            ? Decision.Of(new DeviceFaultCleared(fault, at))
            : Decision.Nothing;

    /// <summary>What is set up otherwise than known.</summary>
    public static Decision Configuration(Device device, IReadOnlyDictionary<string, string> settings)
    {
        var room = MostSettings - device.Settings.Count;
        var changed = settings.Where(s => device.Settings.GetValueOrDefault(s.Key) != s.Value)
            .OrderBy(s => s.Key, StringComparer.Ordinal).Where(s => device.Settings.ContainsKey(s.Key) || room-- > 0)
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        return device.LifeCycle == LifeCycle.Retired || changed.Count == 0 ? Decision.Nothing : Decision.Of(new DeviceConfigured(changed));
    }

    /// <summary>Once, for it stays.</summary>
    private static Decision Beyond(Device device, Instant at) =>
        device.Faults.ContainsKey(TooManyNames) ? Decision.Nothing : Decision.Of(new DeviceFaultReported(TooManyNames, null, at));

    /// <summary>A transaction is begun once, also when it is over already.</summary>
    public static Decision ChargingBegun(
        Device device, int transaction, int connector, string idTag, long meterStart, Instant at) =>
        device.LifeCycle == LifeCycle.Retired || device.Chargings.ContainsKey(transaction) || device.ChargingsEnded.Contains(transaction)
            ? Decision.Nothing
            : Decision.Of(new ChargingStarted(transaction, connector, idTag, meterStart, at));

    /// <summary>A transaction ends once; one that is not known here (begun while nothing was heard) ends too.</summary>
    public static Decision ChargingEnded(Device device, int transaction, long meterStop, Instant at, string? reason) =>
        device.LifeCycle == LifeCycle.Retired || device.ChargingsEnded.Contains(transaction)
            ? Decision.Nothing
            : Decision.Of(new ChargingStopped(transaction, meterStop, at, reason));
}

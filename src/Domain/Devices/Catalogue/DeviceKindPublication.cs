using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Catalogue;

/// <summary>A version of a kind of device was published, whole.</summary>
public sealed record DeviceKindPublished(DeviceKind Kind) : IDomainEvent;

/// <summary>All published versions of one kind, oldest first; folded from the stream of the kinds.</summary>
public sealed record DeviceKindHistory(string Code, ImmutableList<DeviceKind> Versions)
{
    /// <summary>The version in force on the day: a later one replaces an earlier one from its first day.</summary>
    public DeviceKind? InForce(LocalDate day) =>
        Versions.LastOrDefault(kind => kind.ValidFrom <= day) is { } newest && newest.IsInForce(day) ? newest : null;

    /// <summary>Total; other events change nothing.</summary>
    public static DeviceKindHistory? Evolve(DeviceKindHistory? state, object @event) => @event switch
    {
        DeviceKindPublished e => new(e.Kind.Code, (state?.Versions ?? []).Add(e.Kind)),
        _ => state,
    };
}

/// <summary>What may be published.</summary>
public static class DeviceKindDecider
{
    private static readonly string[] Protocols = [DeviceKind.Hj212, DeviceKind.Mqtt, DeviceKind.Http, DeviceKind.Ocpp];

    private static readonly string[] ParameterTypes =
        [CommandParameter.Text, CommandParameter.Whole, CommandParameter.Number, CommandParameter.Boolean];

    /// <summary>
    /// Publishes the next version. The same again: nothing. Refused when something stands twice or makes no sense, when the
    /// type changes or is another kind's, or when its validity overlaps the version before.
    /// </summary>
    /// <param name="others">The histories of the other kinds.</param>
    public static Decision Publish(DeviceKindHistory? state, DeviceKind kind, IEnumerable<DeviceKindHistory> others)
    {
        var next = (state?.Versions.Count ?? 0) + 1;
        if (state?.Versions.Find(known => known.Version == kind.Version) is { } same)
            return CatalogueJson.Same(same, kind) ? Decision.Nothing : new DeviceKindVersionExists(kind.Code, kind.Version);
        if (kind.Version != next) return new DeviceKindVersionNotNext(kind.Code, kind.Version, next);
        if (Faults(kind).FirstOrDefault() is { } field) return new DeviceKindFieldInvalid(kind.Code, field);
        if (state?.Versions is [.., var last] && last.Type != kind.Type) return new DeviceKindFieldInvalid(kind.Code, "type");
        if (others.FirstOrDefault(o => o.Code != kind.Code && o.Versions[^1].Type == kind.Type) is { } other)
            return new DeviceKindTypeTaken(kind.Code, kind.Type, other.Code);
        return state?.Versions is [.., var before] && kind.ValidFrom <= (before.ValidTo ?? before.ValidFrom)
            ? new DeviceKindValidityOverlaps(kind.Code, before.Version, kind.ValidFrom)
            : Decision.Of(new DeviceKindPublished(kind));
    }

    /// <summary>The fields that make no sense.</summary>
    private static IEnumerable<string> Faults(DeviceKind kind)
    {
        if (string.IsNullOrWhiteSpace(kind.Code)) yield return "code";
        if (string.IsNullOrWhiteSpace(kind.Source)) yield return "source";
        if (kind.Type.Length != 5 || !kind.Type.All(char.IsAsciiDigit)) yield return "type";
        if (kind.Protocols.Count == 0 || kind.Protocols.Except(Protocols).Any()) yield return "protocols";
        if (kind.ReportsEverySeconds is < 1 or > Device.LongestSilence) yield return "reportsEverySeconds";
        if (kind.OfflineLimitHours is < 1 or > Device.LongestOffline) yield return "offlineLimitHours";
        if (kind.CalibrationEveryDays < 1) yield return "calibrationEveryDays";
        if (kind.ValidTo < kind.ValidFrom) yield return "validTo";
        if (Twice(kind.Points.Select(p => p.Code)) is { } point) yield return $"points.{point}";
        if (Twice(kind.Components.Select(c => c.Code)) is { } component) yield return $"components.{component}";
        if (Twice(kind.Attributes.Select(a => a.Code)) is { } attribute) yield return $"attributes.{attribute}";
        if (Twice(kind.Commands.Select(c => c.Code)) is { } command) yield return $"commands.{command}";
        foreach (var told in kind.Commands)
        {
            if (told.TimeoutSeconds is < 1 or > 86_400) yield return $"commands.{told.Code}.timeoutSeconds";
            if (Twice(told.Parameters.Select(p => p.Name)) is { } name) yield return $"commands.{told.Code}.{name}";
            foreach (var parameter in told.Parameters.Where(IsUnsound)) yield return $"commands.{told.Code}.{parameter.Name}";
        }
    }

    private static bool IsUnsound(CommandParameter p) =>
        !ParameterTypes.Contains(p.Type) || p.Maximum < p.Minimum || p.MaxLength < 1
        || (p.Type is not (CommandParameter.Whole or CommandParameter.Number) && (p.Minimum ?? p.Maximum) is not null)
        || (p.Type != CommandParameter.Text && (p.Values.Count > 0 || p.MaxLength is not null));

    /// <summary>What stands twice, or is empty; null when neither.</summary>
    private static string? Twice(IEnumerable<string> values) => values.GroupBy(value => value)
        .FirstOrDefault(group => group.Count() > 1 || string.IsNullOrWhiteSpace(group.Key))?.Key;
}

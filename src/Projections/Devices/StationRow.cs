using SmartCity.Domain.Devices;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Devices;

/// <summary>
/// An air, water or noise station while it is online (在线监测站), table <c>read.stations_online</c>; columns are the properties.
/// One that is offline has no row.
/// </summary>
public sealed record StationRow(Guid Id, string Kind, double Longitude, double Latitude)
{
    private static readonly string[] Kinds = ["air-station", "water-station", "noise-station"];

    public static SpanTable Table { get; } = SpanTable.Of<Device, StationRow>("read.stations_online", (d, _) =>
        Kinds.Contains(d.DeviceKind) && d.IsOut && d.Connectivity == Connectivity.Online
            ? new(d.Id, d.DeviceKind, d.Location.Longitude, d.Location.Latitude)
            : null);

    public static SchemaPart Schema { get; } = SchemaPart.File("Devices/stations.sql");
}

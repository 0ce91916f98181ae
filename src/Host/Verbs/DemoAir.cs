using System.Text.Json;

namespace SmartCity.Host.Verbs;

/// <summary>What one station sent, and what came of it.</summary>
/// <param name="Packets">Sent and answered this time.</param>
/// <param name="AqiHours">Hours by level of the air quality index, 1 to 6.</param>
/// <param name="Alarms">Alarms by rule.</param>
internal sealed record DemoStation(
    string Code, string Name, int Packets, int Values, int Raised, int Cleared, IReadOnlyDictionary<string, int> Alarms,
    IReadOnlyDictionary<int, int> AqiHours, int Violations);

/// <summary>Days in a row of heavy pollution as the system found them.</summary>
internal sealed record DemoEpisode(string From, string To, int Days, int Highest, string? Colour);

/// <summary>What became of the air.</summary>
internal sealed record DemoAirOutcome(double Seconds, IReadOnlyList<DemoStation> Stations, IReadOnlyList<DemoEpisode> Episodes);

/// <summary>
/// Sixty days of hourly values of two stations in Beijing, sent as HJ 212 packets with their own times. The stations are
/// registered as if they stood in the district. Hours that are there already are not sent again.
/// </summary>
internal static class DemoAir
{
    private const string Days = "from=2016-12-10&to=2017-02-07";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private static readonly (string File, string Code, string Name, double Longitude, double Latitude)[] Places =
    [
        ("air-quality-beijing-dongsi.csv", "11011592002990001", "东四站数据回放", 116.3436, 39.7287),
        ("air-quality-beijing-nongzhanguan.csv", "11011592002990002", "农展馆站数据回放", 116.4011, 39.7553),
    ];

    public static async Task<DemoAirOutcome> Replay(VerbClient client, string host, int? port)
    {
        var began = TimeProvider.System.GetTimestamp();
        var sent = new List<(int Packets, int Values)>();
        foreach (var (file, code, name, longitude, latitude) in Places)
        {
            var hours = AirFile.Read(DemoUpload.Sample(file));
            var credentials = await Register(client, code, name, longitude, latitude);
            if (credentials is null && await Judged(client, code) >= hours.Count(hour => hour.HasIndex))
            {
                sent.Add((0, 0));
                continue;
            }
            credentials ??= (await client.Post<Registered>($"api/v1/devices/{code}/credentials", new { revokeOthers = true }))!.Credentials;
            port ??= (await client.Get<Doors>("api/v1/device-doors"))!.Hj212Port
                ?? throw new VerbFailedException("the system hears no stations: its port for HJ 212 is not opened");
            await using var wire = await AirStationWire.Open(host, port.Value, credentials.Mn!, credentials.Pw!);
            await Send(wire, hours, new("空气站数据 Air station"));
            sent.Add((hours.Count, hours.Sum(hour => hour.Values.Count)));
        }
        var stations = new List<DemoStation>();
        for (var i = 0; i < Places.Length; i++) stations.Add(await Station(client, Places[i].Code, Places[i].Name, sent[i].Packets, sent[i].Values));
        var seconds = Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1);
        return new(seconds, stations, (await client.Get<Listed<DemoEpisode>>($"api/v1/environment/episodes?{Days}"))!.Items);
    }

    private static async Task Send(AirStationWire wire, IReadOnlyList<AirFileHour> hours, ProgressBar bar)
    {
        foreach (var day in hours.Chunk(24 * 3))
        {
            await Task.WhenAll(day.Select(hour => wire.Send(hour.At, hour.Values)));
            bar.Show(day[^1].Number, hours[^1].Number, $"{day[^1].At.Date:uuuu-MM-dd}");
        }
        bar.End();
    }

    /// <summary>Its credentials; null when it is registered already.</summary>
    private static async Task<Credentials?> Register(VerbClient client, string code, string name, double longitude, double latitude) =>
        (await client.Post<Registered>("api/v1/devices", new
        {
            code, kind = "air-station", name, location = new { longitude, latitude }, unit = "DX-STHJ",
        }))?.Credentials;

    private static async Task<int> Judged(VerbClient client, string code) =>
        (await client.Get<Listed<JsonElement>>($"api/v1/devices/{code}/aqi?{Days}"))?.Items.Count ?? 0;

    /// <summary>What there is of the station, once its alarms come to rest.</summary>
    private static async Task<DemoStation> Station(VerbClient client, string code, string name, int packets, int values)
    {
        var began = TimeProvider.System.GetTimestamp();
        IReadOnlyList<JsonElement> alarms = [];
        for (var (before, calm) = ("?", 0); calm < 6 && TimeProvider.System.GetElapsedTime(began) < Patience; await Task.Delay(300))
        {
            alarms = (await client.Get<Listed<JsonElement>>($"api/v1/devices/{code}/alarms?{Days}"))!.Items;
            var now = string.Join(' ', alarms.Select(alarm => alarm.GetRawText()));
            (calm, before) = (now == before ? calm + 1 : 0, now);
        }
        var hours = (await client.Get<Listed<JsonElement>>($"api/v1/devices/{code}/aqi?{Days}"))!.Items;
        return new(
            code, name, packets, values, alarms.Count, alarms.Count(a => a.GetProperty("clearedAt").ValueKind == JsonValueKind.String),
            alarms.CountBy(a => a.GetProperty("rule").GetString()!).OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary(),
            hours.CountBy(h => h.GetProperty("level").GetInt32()).OrderBy(l => l.Key).ToDictionary(),
            alarms.Count(a => a.GetProperty("followUp") is { ValueKind: JsonValueKind.Object } f && f.GetProperty("consequence").GetString() == "violation"));
    }

    private sealed record Listed<T>(IReadOnlyList<T> Items);

    private sealed record Registered(Credentials Credentials);

    private sealed record Doors(int? Hj212Port);

    private sealed record Credentials(string? Mn, string? Pw);
}

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>How telemetry is written and kept (<c>DeviceGateway:Telemetry</c>).</summary>
public sealed record TelemetryOptions
{
    /// <summary>Batches under way at once; a device always goes by the same lane.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>Values of a batch: what bounds how long a commit takes. One message is never divided.</summary>
    public int MostPerBatch { get; init; } = 5_000;

    /// <summary>Values that wait in memory, over all devices; whoever brings more waits.</summary>
    public int MostWaiting { get; init; } = 100_000;

    /// <summary>How long a message may wait to become durable; after that it is given up, and the device not answered.</summary>
    public double TakeWithinSeconds { get; init; } = 10;

    /// <summary>Different points that one device may name.</summary>
    public int MostPointsPerDevice { get; init; } = 2_000;

    /// <summary>Values a second that one device may send on average.</summary>
    public double MostPerDeviceAndSecond { get; init; } = 2_000;

    /// <summary>Values that one device may send at once beyond that, such as after a time without connection.</summary>
    public int MostPerDeviceAtOnce { get; init; } = 50_000;

    /// <summary>
    /// Days that values are kept as they came, by their own time, in whole months; null keeps them for ever. What goes is first
    /// summed up by minute, hour and day.
    /// </summary>
    public int? KeepRawDays { get; init; }

    /// <summary>Days that sums by minute are kept beyond which only those by hour stay; null keeps them for ever.</summary>
    public int? KeepMinuteDays { get; init; }

    /// <summary>Days that sums by hour are kept beyond which only those by day stay; null keeps them for ever.</summary>
    public int? KeepHourDays { get; init; }

    /// <summary>Days that sums by day are kept; null keeps them for ever.</summary>
    public int? KeepDayDays { get; init; }

    /// <summary>How often old values are looked for.</summary>
    public double UpkeepEverySeconds { get; init; } = 600;
}

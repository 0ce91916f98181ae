using NodaTime;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>A way by which measured values come in, with its stations.</summary>
internal abstract class IngestDoor : IAsyncDisposable
{
    /// <summary>Where the times of values begin; each message of a station is of the next second.</summary>
    public static Instant Begin { get; } =
        Instant.FromUnixTimeSeconds(SystemClock.Instance.GetCurrentInstant().ToUnixTimeSeconds()) - Duration.FromDays(2);

    public abstract string Name { get; }

    /// <summary>Makes the stations known and connects them.</summary>
    public abstract Task Open(int stations, int points);

    /// <summary>Sends one message; completes when it is acknowledged.</summary>
    public abstract Task Send(int station, int second);

    public abstract ValueTask DisposeAsync();

    /// <summary>A value that looks like one: two decimals, changing.</summary>
    protected static double Value(int point, int second) => (((point * 37) + (second * 7)) % 10_000) / 100.0;
}

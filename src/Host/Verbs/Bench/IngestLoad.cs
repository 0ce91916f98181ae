using System.Diagnostics;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>Stations that each have a number of messages under way, the next one as soon as one is acknowledged.</summary>
internal sealed class IngestLoad(IngestDoor door, int stations, int inFlight)
{
    private readonly int[] _seconds = new int[stations];

    public async Task<Stretch> Run(TimeSpan duration)
    {
        var began = Stopwatch.GetTimestamp();
        var latencies = await Task.WhenAll(Enumerable.Range(0, stations * inFlight).Select(i => Task.Run(async () =>
        {
            var (station, mine) = (i % stations, new List<double>());
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                await door.Send(station, Interlocked.Increment(ref _seconds[station]));
                mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            return mine;
        })));
        return new(Stopwatch.GetElapsedTime(began).TotalSeconds, [.. latencies.SelectMany(l => l)]);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>What a stretch of load came to: seconds it took and milliseconds of each request.</summary>
internal sealed record Stretch(double Seconds, IReadOnlyList<double> Milliseconds)
{
    public static Stretch Nothing { get; } = new(0, []);

    public double Rate => Milliseconds.Count / Seconds;

    public Stretch Then(Stretch next) => new(Seconds + next.Seconds, [.. Milliseconds, .. next.Milliseconds]);

    /// <summary>The latency that this share of the requests did not exceed.</summary>
    public double Percentile(double share)
    {
        var sorted = Milliseconds.Order().ToArray();
        return sorted.Length == 0 ? 0 : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
    }
}

/// <summary>Sends requests over a number of connections, each as soon as its last one is answered.</summary>
internal static class Load
{
    /// <summary>Every request once.</summary>
    public static Task<Stretch> Send(Uri url, int connections, IReadOnlyList<byte[]> requests)
    {
        var next = -1;
        return Send(url, connections, () => Interlocked.Increment(ref next) is var i && i < requests.Count ? requests[i] : null);
    }

    /// <summary>The same request again and again for a time.</summary>
    public static Task<Stretch> Send(Uri url, int connections, byte[] request, TimeSpan duration)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        return Send(url, connections, () => Stopwatch.GetTimestamp() < until ? request : null);
    }

    private static async Task<Stretch> Send(Uri url, int connections, Func<byte[]?> next)
    {
        var wires = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => HttpWire.Open(url)));
        var latencies = new ConcurrentBag<List<double>>();
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(wires.Select(wire => Task.Run(async () =>
        {
            var mine = new List<double>();
            while (next() is { } request)
            {
                var sent = Stopwatch.GetTimestamp();
                await wire.Send(request);
                mine.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
            latencies.Add(mine);
        })));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var wire in wires) wire.Dispose();
        return new(seconds, [.. latencies.SelectMany(l => l)]);
    }
}

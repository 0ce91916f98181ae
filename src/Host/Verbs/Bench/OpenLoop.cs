using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// Requests at a fixed rate, whether the ones before are answered or not: what waits, waits as a citizen would. The time of
/// each counts from the moment at which it was to be sent.
/// </summary>
internal static class OpenLoop
{
    /// <param name="next">The next request; built when it is due.</param>
    /// <param name="answered">What to make of an answer.</param>
    public static async Task<Stretch> Send(
        Uri url, double perSecond, TimeSpan duration, int connections, Func<byte[]> next, Action<byte[]> answered)
    {
        var wires = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => HttpWire.Open(url)));
        var due = Channel.CreateUnbounded<long>();
        var latencies = new ConcurrentBag<double>();
        var began = Stopwatch.GetTimestamp();
        var workers = wires.Select(wire => Task.Run(async () =>
        {
            await foreach (var moment in due.Reader.ReadAllAsync())
            {
                var answer = await wire.Send(next());
                latencies.Add(Stopwatch.GetElapsedTime(moment).TotalMilliseconds);
                answered(answer);
            }
        })).ToList();

        var count = (int)(perSecond * duration.TotalSeconds);
        var step = Stopwatch.Frequency / perSecond;
        for (var i = 0; i < count; i++)
        {
            var moment = began + (long)(i * step);
            while (Stopwatch.GetTimestamp() < moment) await Task.Delay(1);
            due.Writer.TryWrite(moment);
        }
        due.Writer.Complete();
        await Task.WhenAll(workers);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        foreach (var wire in wires) wire.Dispose();
        return new(seconds, [.. latencies]);
    }
}

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace SmartCity.Host.Notices;

/// <summary>What goes out and what waits, as metrics.</summary>
internal sealed class NoticeMeter
{
    public const string Name = "SmartCity.Notices";

    private readonly Counter<long> _sent, _failed;
    private readonly ConcurrentDictionary<string, (long Count, double Age)> _waiting = new();

    public NoticeMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _sent = meter.CreateCounter<long>("smartcity.notices.sent", "{notice}", "Notices that the other side has taken.");
        _failed = meter.CreateCounter<long>("smartcity.notices.failed", "{attempt}", "Attempts that failed; final where it was the last.");
        meter.CreateObservableGauge("smartcity.notices.waiting", () => _waiting.Select(w => Of(w.Value.Count, w.Key)), "{notice}", "Notices that wait.");
        meter.CreateObservableGauge("smartcity.notices.waiting.age", () => _waiting.Select(w => Of(w.Value.Age, w.Key)), "s", "How long the one that is due longest waits.");
    }

    public void Sent(string channel) => _sent.Add(1, Channel(channel));

    public void Failed(string channel, bool final) => _failed.Add(1, Channel(channel), new("final", final));

    public void Waiting(string channel, long count, double age) => _waiting[channel] = (count, age);

    private static Measurement<T> Of<T>(T value, string channel) where T : struct => new(value, Channel(channel));

    private static KeyValuePair<string, object?> Channel(string channel) => new("channel", channel);
}

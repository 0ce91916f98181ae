using NodaTime;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>A span of event time in which something new is known.</summary>
public readonly record struct TimeSpanOfData(Instant From, Instant To);

/// <summary>What an evaluation found: facts for the device's stream, or that it must see what came later.</summary>
/// <param name="NeedsLater">The evidence ends before it is known how the span went on, and there is more.</param>
/// <param name="DueAt">When silence alone becomes an alarm; null when it never does, and where later values are not in the evidence.</param>
public sealed record Evaluated(IReadOnlyList<object> Events, bool NeedsLater, Instant? DueAt);

/// <summary>What stands at the moment in which alarms are raised.</summary>
/// <param name="MayRaise">Whether anything counts that the device says: it is in service.</param>
/// <param name="Lapsed">Whether its calibration had lapsed when a value was measured: the alarm says so, and no violation follows.</param>
public sealed record RaisingTerms(bool MayRaise, Func<Instant, bool> Lapsed, Instant Now, Func<Guid> NewId);

/// <summary>
/// Compares what the rules find in a span with the alarms that are recorded, and tells what is to be recorded. Whatever the
/// order in which data becomes known, the recorded alarms end up as the episodes of all of it: each once, at its own time.
/// </summary>
public static class AlarmEvaluation
{
    /// <param name="complete">Whether the evidence holds everything later than the span.</param>
    public static Evaluated Of(
        RuleVersions<AlarmRule> rule, Evidence evidence, TimeSpanOfData span, bool complete, IReadOnlyList<Alarm> recorded,
        RaisingTerms terms)
    {
        var (events, needsLater) = (new List<object>(), false);
        var mine = recorded.Where(alarm => alarm.Rule == rule.Code).ToList();
        var readings = AlarmReadings.Of(rule, evidence);
        foreach (var subject in readings.Keys.Union(mine.Where(a => a.RaisedAt >= span.From).Select(SubjectOf)))
        {
            var found = OfOne(
                readings.GetValueOrDefault(subject, []), Widened(rule, span, readings.GetValueOrDefault(subject, [])), complete,
                [.. mine.Where(alarm => SubjectOf(alarm) == subject)], subject, evidence.Interval, terms);
            events.AddRange(found.Events);
            needsLater |= found.NeedsLater;
        }
        return new(events, needsLater, complete && rule.Versions[^1].When.Missing is { } test ? AlarmReadings.Due(test, evidence) : null);
    }

    private static string SubjectOf(Alarm alarm) => alarm.Point ?? AlarmReadings.WholeDevice;

    /// <summary>A value reaches on; and a silence is judged from the last value before it.</summary>
    private static TimeSpanOfData Widened(RuleVersions<AlarmRule> rule, TimeSpanOfData span, IReadOnlyList<Reading> readings)
    {
        var from = rule.Versions.Exists(v => v.When.Missing is not null)
            && readings.LastOrDefault(r => r.At < span.From && r.Verdict == Verdict.Clear) is { } before ? before.At : span.From;
        return new(from, span.To + rule.Versions.Max(v => v.Reach));
    }

    private static Evaluated OfOne(
        IReadOnlyList<Reading> readings, TimeSpanOfData span, bool complete, IReadOnlyList<Alarm> recorded, string subject,
        Duration interval, RaisingTerms terms)
    {
        var end = readings.FirstOrDefault(r => r.At > span.To && r.Verdict == Verdict.Clear)?.At;
        if (end is null && !complete) return new([], true, null);
        var lasting = recorded.LastOrDefault(a => a.RaisedAt < span.From && (a.ClearedAt is null || a.ClearedAt >= span.From));
        var before = lasting is null ? null : new Reading(null!, lasting.RaisedAt, Verdict.Beyond, lasting.Value);
        var episodes = AlarmEpisodes.Of(readings.Where(r => end is null || r.At <= end), span.From, before, interval);
        var known = recorded.Where(a => a == lasting || (a.RaisedAt >= span.From && (end is null || a.RaisedAt <= end))).ToList();
        return new([.. Compare(episodes, known, subject, terms)], false, null);
    }

    private static IEnumerable<object> Compare(
        IReadOnlyList<Episode> episodes, List<Alarm> known, string subject, RaisingTerms terms)
    {
        foreach (var episode in episodes)
        {
            if (known.Find(alarm => Overlap(alarm, episode)) is not { } alarm)
            {
                if (!terms.MayRaise) continue;
                var raised = AlarmRaising.Of(episode.Raised, subject, terms);
                yield return raised;
                if (episode.Ended is { } ended) yield return new AlarmCleared(raised.AlarmId, ended.At, ended.Value);
                continue;
            }
            known.Remove(alarm);
            if (alarm.RaisedAt == episode.Raised.At && alarm.ClearedAt == episode.Ended?.At) continue;
            if (alarm.RaisedAt == episode.Raised.At && alarm.ClearedAt is null)
                yield return new AlarmCleared(alarm.Id, episode.Ended!.At, episode.Ended.Value);
            else
                yield return new AlarmCorrected(alarm.Id, episode.Raised.At, episode.Raised.Value, episode.Ended?.At, episode.Ended?.Value);
        }
        foreach (var refuted in known) yield return new AlarmRefuted(refuted.Id);
    }

    private static bool Overlap(Alarm alarm, Episode episode) =>
        (episode.Ended is null || alarm.RaisedAt < episode.Ended.At) && (alarm.ClearedAt is null || episode.Raised.At < alarm.ClearedAt);
}

using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Devices;
using SmartCity.Projections.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <param name="At">When it was raised, by event time.</param>
internal sealed record WhatIfAlarm(Instant At, string Level, string? Point, double? Value, double? Limit);

/// <summary>What if an alarm rule had been another one (告警规则).</summary>
internal sealed class AlarmRuleWhatIf(AlarmWhatIf alarms, AlarmRules rules, Thresholds thresholds) : IAnswersWhatIf
{
    private static readonly LocalDate Always = new(1900, 1, 1);

    public string Kind => "alarm-rule";

    public IReadOnlyList<string> Fields => ["alarmRule"];

    public (WhatIfRun? Run, Refusal? Refusal) Read(JsonElement rule)
    {
        var given = WhatIfParts.Parse<AlarmRule>(rule, "alarmRule");
        if (given.Fault() is { } fault) return (null, new RuleFieldInvalid(given.Code, fault));
        return ((period, count, stop) => alarms.Run(
            rules.Find(given.Code) is { } known ? [known] : [], [new(given.Code, [given with { ValidFrom = Always, ValidTo = null }])],
            thresholds.InForce, period, count, stop), null);
    }
}

/// <summary>What if a set of limits had been another one (限值集): the alarms by rules that ask it.</summary>
internal sealed class ThresholdsWhatIf(AlarmWhatIf alarms, AlarmRules rules, Thresholds thresholds) : IAnswersWhatIf
{
    public string Kind => "thresholds";

    public IReadOnlyList<string> Fields => ["set"];

    public (WhatIfRun? Run, Refusal? Refusal) Read(JsonElement rule)
    {
        var given = WhatIfParts.Parse<ThresholdSet>(rule, "set");
        if (given.Fault() is { } fault) return (null, new RuleFieldInvalid(given.Code, fault));
        List<RuleVersions<AlarmRule>> asking =
            [.. rules.All.Values.Where(r => r.Versions.Exists(version => version.When.Standard?.Set == given.Code))];
        return ((period, count, stop) => alarms.Run(
            asking, asking, (code, day) => code == given.Code ? given : thresholds.InForce(code, day), period, count, stop), null);
    }
}

/// <summary>
/// Judges what devices measured and said in the period once by the published rules and once by another rule or other limits:
/// the alarms that would not have been raised, and those that would.
/// </summary>
internal sealed class AlarmWhatIf(
    DeviceList devices, MatterReader matters, AlarmStories stories, AlarmEvidence evidence, Thresholds thresholds)
{
    private const int PageSize = 200;

    /// <param name="was">The rules as they are published.</param>
    /// <param name="would">Those that stand in their place.</param>
    /// <param name="sets">The sets of limits on the other side.</param>
    public async Task Run(
        IReadOnlyList<RuleVersions<AlarmRule>> was, IReadOnlyList<RuleVersions<AlarmRule>> would, Func<string, LocalDate, ThresholdSet?> sets,
        WhatIfPeriod period, WhatIfCount count, CancellationToken stop)
    {
        var span = new TimeSpanOfData(period.From, Instant.Min(period.To, period.At));
        foreach (var kind in was.Concat(would).SelectMany(r => r.Versions).SelectMany(version => version.Kinds).Distinct().Order(StringComparer.Ordinal))
            for (string? after = null; ;)
            {
                var page = await devices.Page(new(null, kind, null, null, null, null, null), after, PageSize, stop);
                foreach (var line in page)
                    if (await matters.Find(line.Id, null, null, stop) is Device device)
                        count.Look(device, [.. await Compare(device, Of(kind, was), Of(kind, would), sets, span, period.At, count, stop)]);
                if (page.Count < PageSize) break;
                after = page[^1].Code;
            }
    }

    private static List<RuleVersions<AlarmRule>> Of(string kind, IReadOnlyList<RuleVersions<AlarmRule>> all) =>
        [.. all.Where(rule => rule.Versions[^1].Kinds.Contains(kind))];

    private async Task<IEnumerable<WhatIfDifference>> Compare(
        Device device, List<RuleVersions<AlarmRule>> was, List<RuleVersions<AlarmRule>> would,
        Func<string, LocalDate, ThresholdSet?> sets, TimeSpanOfData span, Instant at, WhatIfCount count, CancellationToken stop)
    {
        var story = await stories.Of(device.Id, stop);
        var before = await Raised(device, story, was, thresholds.InForce, span, at, stop);
        var after = await Raised(device, story, would, sets, span, at, stop);
        foreach (var level in Enum.GetValues<AlarmLevel>())
        {
            count.Count("alarm." + DeviceWords.Of(level), new($"告警（{DeviceWords.Of(level)}）", $"Alarms ({DeviceWords.Of(level)})"), before.Count(a => a.Level == level), after.Count(a => a.Level == level));
        }
        bool Same(Alarm one, Alarm other) => (one.Rule, one.Point, one.RaisedAt, one.Level) == (other.Rule, other.Point, other.RaisedAt, other.Level);
        return before.Where(alarm => !after.Exists(other => Same(alarm, other))).Select(alarm => new WhatIfDifference("alarm", alarm.Rule, View(alarm), null))
            .Concat(after.Where(alarm => !before.Exists(other => Same(alarm, other))).Select(alarm => new WhatIfDifference("alarm", alarm.Rule, null, View(alarm))));
    }

    /// <summary>The alarms that the rules find in the span, as if none had been recorded.</summary>
    private async Task<List<Alarm>> Raised(
        Device device, AlarmStory story, List<RuleVersions<AlarmRule>> asked, Func<string, LocalDate, ThresholdSet?> sets,
        TimeSpanOfData span, Instant at, CancellationToken stop)
    {
        var terms = new RaisingTerms(true, story.LapsedAt, at, Guid.NewGuid);
        var words = asked.Where(rule => rule.Versions[^1].When is { Broken: not null } or { State: not null }).ToList();
        var values = asked.Except(words).ToList();
        var found = story with { Alarms = [] };
        found = Heard(found, words.SelectMany(rule => AlarmEvaluation.Of(
            rule, evidence.Of(device, story, [], []) with { Sets = sets }, span, true, [], terms).Events));
        for (TimeSpanOfData? rest = values.Count > 0 ? span : null; rest is { } next;)
        {
            var piece = await evidence.Piece(device, story, values, next, stop);
            IReadOnlyList<Evaluated> results;
            while ((results = Judge(piece)).Any(result => result.NeedsLater)) piece = await evidence.Longer(piece, stop);
            found = Heard(found, results.SelectMany(result => result.Events));
            rest = piece.Span.To < next.To ? new(piece.Span.To, next.To) : null;
        }
        return [.. found.Alarms.Where(alarm => alarm.RaisedAt >= span.From && alarm.RaisedAt < span.To)];

        List<Evaluated> Judge(EvidencePiece piece) => [.. values.Select(rule => AlarmEvaluation.Of(
            rule, piece.Evidence with { Sets = sets }, piece.Span, piece.Complete, found.Alarms, terms))];
    }

    private static AlarmStory Heard(AlarmStory story, IEnumerable<object> events) =>
        events.Aggregate(story, (known, e) => AlarmStory.Evolve(known, new(e, known.Version, default, "")));

    private static WhatIfAlarm View(Alarm alarm) =>
        new(alarm.RaisedAt, DeviceWords.Of(alarm.Level), alarm.Point, alarm.Value, alarm.Limit);
}

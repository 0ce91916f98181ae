using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Supervision.Cards;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>The rule that the past is decided anew with (假设规则); nothing of it is published.</summary>
internal abstract record WhatIfRule
{
    /// <summary>Names of the kinds of rules, as <c>rule.kind</c>.</summary>
    public const string Limits = "limits", Calendar = "calendar", Table = "table", AlarmRule = "alarm-rule", Thresholds = "thresholds";

    public static IReadOnlyList<string> Kinds { get; } = [Limits, Calendar, Table, AlarmRule, Thresholds];
}

/// <summary>Other limits of a catalogue item, by name: <c>statutory</c>, <c>promised</c>, a step, a special procedure.</summary>
internal sealed record OtherLimits(string Item, IReadOnlyDictionary<string, TimeLimit> ByName) : WhatIfRule;

internal sealed record OtherCalendar(CalendarYear Year) : WhatIfRule;

/// <summary>Another table of city cases: severity, limits, desk limits, dispatch.</summary>
internal sealed record OtherCaseTable(DecisionTable Given) : WhatIfRule;

/// <summary>Another table of yellow and red cards.</summary>
internal sealed record OtherCardTable(DecisionTable Given) : WhatIfRule;

internal sealed record OtherAlarmRule(AlarmRule Given) : WhatIfRule;

internal sealed record OtherThresholds(ThresholdSet Given) : WhatIfRule;

/// <summary>A limit by the name that the process asks for, in <c>rule.limits</c>; or the two of the item in working days.</summary>
internal sealed record LimitsFile(
    string? Item, string? ItemCode, IReadOnlyDictionary<string, string>? Limits, int? StatutoryDays, int? PromisedDays, string? Kind);

internal sealed record CalendarYearFile(
    int Year, IReadOnlyList<LocalDate>? OffDays, IReadOnlyList<LocalDate>? MakeUpWorkdays, string? Kind);

/// <summary>Reads and checks a changed rule as strictly as a publication would, but for its version and days.</summary>
internal static class WhatIfRules
{
    private static readonly TableSignature[] OfCases = [.. CaseTables.Signatures.Where(signature => signature.Code != "duplicates")];

    /// <exception cref="FormatException">It is not of its kind's form; the message says what and where.</exception>
    public static (WhatIfRule? Rule, Refusal? Refusal) Read(JsonElement rule, Func<string, ApprovalItem?> item, Func<string, bool> isUnit)
    {
        if (rule.ValueKind != JsonValueKind.Object) throw new FormatException("rule must be an object.");
        return KindOf(rule) switch
        {
            WhatIfRule.Limits => Limits(CatalogueJson.Parse<LimitsFile>(rule.GetRawText()), item),
            WhatIfRule.Calendar => Year(CatalogueJson.Parse<CalendarYearFile>(rule.GetRawText())),
            WhatIfRule.Table => Table(CatalogueJson.Parse<DecisionTable>(Part(rule, "table")), isUnit),
            WhatIfRule.AlarmRule => CatalogueJson.Parse<AlarmRule>(Part(rule, "alarmRule")) is var given && given.Fault() is { } fault
                ? (null, new RuleFieldInvalid(given.Code, fault)) : (new OtherAlarmRule(given), null),
            WhatIfRule.Thresholds => CatalogueJson.Parse<ThresholdSet>(Part(rule, "set")) is var given && given.Fault() is { } fault
                ? (null, new RuleFieldInvalid(given.Code, fault)) : (new OtherThresholds(given), null),
            var other => (null, new WhatIfKindUnknown(other ?? "")),
        };
    }

    /// <summary>Its own word, or what the fields that are there leave no doubt of.</summary>
    private static string? KindOf(JsonElement rule)
    {
        if (rule.TryGetProperty("kind", out var kind)) return kind.ValueKind == JsonValueKind.String ? kind.GetString() : "";
        foreach (var (field, known) in ((string, string)[])
            [
                ("item", WhatIfRule.Limits), ("itemCode", WhatIfRule.Limits), ("year", WhatIfRule.Calendar), ("table", WhatIfRule.Table),
                ("alarmRule", WhatIfRule.AlarmRule), ("set", WhatIfRule.Thresholds),
            ])
            if (rule.TryGetProperty(field, out _)) return known;
        return null;
    }

    /// <summary>A part as a file of the catalogue says it: what the API shows as null is left out there.</summary>
    private static string Part(JsonElement rule, string name) => rule.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
        ? WithoutNulls(JsonNode.Parse(part.GetRawText())!).ToJsonString()
        : throw new FormatException($"rule.{name} is missing or no object.");

    private static JsonNode WithoutNulls(JsonNode node)
    {
        if (node is JsonObject fields)
            foreach (var empty in fields.Where(field => field.Value is null).Select(field => field.Key).ToList()) fields.Remove(empty);
        foreach (var inner in (node as JsonObject)?.Select(field => field.Value) ?? node as IEnumerable<JsonNode?> ?? [])
            if (inner is JsonObject or JsonArray) WithoutNulls(inner);
        return node;
    }

    private static (WhatIfRule?, Refusal?) Limits(LimitsFile given, Func<string, ApprovalItem?> item)
    {
        if ((given.Item ?? given.ItemCode) is not { } code || item(code) is not { } known) return (null, new WhatIfItemUnknown(given.Item ?? given.ItemCode ?? ""));
        var limits = new Dictionary<string, TimeLimit>();
        foreach (var (name, text) in given.Limits ?? new Dictionary<string, string>())
            limits[name] = TimeLimit.TryParse(text, out var limit) ? limit : throw new FormatException($"rule.limits.{name}: '{text}' is no limit.");
        if (given.StatutoryDays is { } statutory) limits[ApprovalClocks.Statutory] = Days(statutory, "statutoryDays");
        if (given.PromisedDays is { } promised) limits[ApprovalClocks.Promised] = Days(promised, "promisedDays");
        var names = ApprovalTerms.Of(known).Limits.Keys.Append(ApprovalClocks.Statutory).Append(ApprovalClocks.Promised).ToHashSet();
        if (limits.Count == 0 || limits.Keys.FirstOrDefault(name => !names.Contains(name)) is { } unknown && unknown.Length > 0)
            return (null, WhatIfLimitUnknown.Of(code, limits.Keys.FirstOrDefault(name => !names.Contains(name)) ?? "", names));
        return (new OtherLimits(code, limits), null);
    }

    private static TimeLimit Days(int days, string field) => days is >= 0 and <= TimeLimit.MaxAmount
        ? new(days, TimeUnit.WorkingDays)
        : throw new FormatException($"rule.{field} must lie between 0 and {TimeLimit.MaxAmount.ToString(CultureInfo.InvariantCulture)}.");

    private static (WhatIfRule?, Refusal?) Year(CalendarYearFile given)
    {
        var year = new CalendarYear(
            given.Year, true, (given.OffDays ?? []).ToImmutableHashSet(), (given.MakeUpWorkdays ?? []).ToImmutableHashSet(), "what-if");
        return CalendarDecider.Publish(WorkingCalendar.Of("none", []), 0, year).Refusal is { } refusal ? (null, refusal) : (new OtherCalendar(year), null);
    }

    private static (WhatIfRule?, Refusal?) Table(DecisionTable given, Func<string, bool> isUnit)
    {
        var signature = given.Code == CardTable.Code ? CardTable.Signature : Array.Find(OfCases, known => known.Code == given.Code);
        if (signature is null) return (null, new WhatIfTableUnsupported(given.Code, [CardTable.Code, .. OfCases.Select(known => known.Code)]));
        if (DecisionTableDecider.Fault(given, signature, isUnit) is { } fault) return (null, fault);
        return (given.Code == CardTable.Code ? new OtherCardTable(given) : new OtherCaseTable(given), null);
    }
}

internal sealed record WhatIfKindUnknown(string Word) : Refusal(RefusalKind.Invalid, "what-if.unknown-kind", new(
    $"没有“{Word}”这类规则；可用：{string.Join("、", WhatIfRule.Kinds)}。",
    $"There is no kind of rule '{Word}'; known are {string.Join(", ", WhatIfRule.Kinds)}."));

internal sealed record WhatIfItemUnknown(string Item) : Refusal(RefusalKind.Invalid, "what-if.unknown-item", new(
    $"没有事项 {Item}。", $"There is no approval item {Item}."));

internal sealed record WhatIfLimitUnknown(string Item, string Limit, string Known) : Refusal(RefusalKind.Invalid, "what-if.unknown-limit", new(
    $"事项 {Item} 没有时限“{Limit}”；可用：{Known}。", $"The item {Item} has no limit '{Limit}'; it has {Known}."))
{
    public static WhatIfLimitUnknown Of(string item, string limit, IEnumerable<string> known) =>
        new(item, limit, string.Join(", ", known.Order(StringComparer.Ordinal)));
}

internal sealed record WhatIfTableUnsupported(string Table, IReadOnlyList<string> Known) : Refusal(
    RefusalKind.Invalid, "what-if.unsupported-table", new(
        $"不能用决策表 {Table} 重新推演；可用：{string.Join("、", Known)}。",
        $"The past cannot be decided anew with the decision table {Table}; it can with {string.Join(", ", Known)}."));

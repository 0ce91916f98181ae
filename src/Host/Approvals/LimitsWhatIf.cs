using System.Globalization;
using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.WhatIf;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Shared.WhatIf;

namespace SmartCity.Host.Approvals;

/// <summary>A limit by the name that the process asks for, in <c>limits</c>; or the two of the item in working days.</summary>
internal sealed record OtherLimits(
    string? Item, string? ItemCode, IReadOnlyDictionary<string, string>? Limits, int? StatutoryDays, int? PromisedDays, string? Kind);

/// <summary>What if an item had other limits (事项时限): its past applications with other clocks.</summary>
internal sealed class LimitsWhatIf(MatterWhatIf matters, ItemCatalogue items, IClock clock) : IAnswersWhatIf
{
    public string Kind => "limits";

    public IReadOnlyList<string> Fields => ["item", "itemCode"];

    public (WhatIfRun? Run, Refusal? Refusal) Read(JsonElement rule)
    {
        var given = CatalogueJson.Parse<OtherLimits>(rule.GetRawText());
        var today = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
        if ((given.Item ?? given.ItemCode) is not { } code || items.Find(code, today) is not { } item)
            return (null, new WhatIfItemUnknown(given.Item ?? given.ItemCode ?? ""));
        var limits = Limits(given);
        string[] known = [.. ApprovalTerms.Of(item).Limits.Keys, ApprovalClocks.Statutory, ApprovalClocks.Promised];
        if (limits.Count == 0 || limits.Keys.Except(known).Any())
            return (null, WhatIfLimitUnknown.Of(code, limits.Keys.Except(known).FirstOrDefault() ?? "", known));
        return ((period, count, stop) => matters.Run(
            new(period.From, period.To, Approval.MatterKind, new PastColumn("read.approvals", "item_code", code)), period.At,
            () => new ChangedLimits(limits), null, count, stop), null);
    }

    private static Dictionary<string, TimeLimit> Limits(OtherLimits given)
    {
        var limits = new Dictionary<string, TimeLimit>();
        foreach (var (name, text) in given.Limits ?? new Dictionary<string, string>())
            limits[name] = TimeLimit.TryParse(text, out var limit) ? limit : throw new FormatException($"rule.limits.{name}: '{text}' is no limit.");
        if (given.StatutoryDays is { } statutory) limits[ApprovalClocks.Statutory] = Days(statutory, "statutoryDays");
        if (given.PromisedDays is { } promised) limits[ApprovalClocks.Promised] = Days(promised, "promisedDays");
        return limits;
    }

    private static TimeLimit Days(int days, string field) => days is >= 0 and <= TimeLimit.MaxAmount
        ? new(days, TimeUnit.WorkingDays)
        : throw new FormatException($"rule.{field} must lie between 0 and {TimeLimit.MaxAmount.ToString(CultureInfo.InvariantCulture)}.");
}

internal sealed record WhatIfItemUnknown(string Item) : Refusal(RefusalKind.Invalid, "what-if.unknown-item", new(
    $"没有事项 {Item}。", $"There is no approval item {Item}."));

internal sealed record WhatIfLimitUnknown(string Item, string Limit, string Known) : Refusal(RefusalKind.Invalid, "what-if.unknown-limit", new(
    $"事项 {Item} 没有时限“{Limit}”；可用：{Known}。", $"The item {Item} has no limit '{Limit}'; it has {Known}."))
{
    public static WhatIfLimitUnknown Of(string item, string limit, IEnumerable<string> known) =>
        new(item, limit, string.Join(", ", known.Order(StringComparer.Ordinal)));
}

using System.Globalization;
using NodaTime.Text;
using SmartCity.Application.Shared;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>
/// Opens what is to follow from alarms (告警联动), and records that it followed. The alarm's id is the cause: a matter that was
/// opened before a crash is the same one after it.
/// </summary>
internal sealed class AlarmFollowUps(MatterReader matters, AlarmStories stories, IEnumerable<IOpensMatters> openers, GroupCommit ledger)
{
    public async Task Open(Guid id, CancellationToken stop)
    {
        var pending = (await stories.Of(id, stop)).Alarms.Where(alarm => alarm.Follows is not null).ToList();
        if (pending.Count == 0 || await matters.Find(id, null, null, stop) is not Device device) return;
        foreach (var alarm in pending) await Record(id, alarm.Id, await Open(device, alarm, alarm.Follows!, stop));
    }

    private async Task<object> Open(Device device, Alarm alarm, AlarmConsequence follows, CancellationToken stop)
    {
        var opener = openers.FirstOrDefault(o => o.Consequence == follows.Consequence);
        var (opened, refusal) = opener is null
            ? (null, new NobodyOpens(follows.Consequence))
            : await opener.Open(Occurrence(device, alarm, follows), stop);
        return opened is not null
            ? new AlarmFollowedUp(alarm.Id, new(follows.Consequence, opened.Id, opened.Number))
            : new AlarmFollowUpRefused(alarm.Id, follows.Consequence, refusal!.Code, refusal.Sentence);
    }

    private static Occurrence Occurrence(Device device, Alarm alarm, AlarmConsequence follows) => new(
        alarm.Id, follows.Kind, new($"{alarm.Name.Zh}：{device.Title.Zh}", $"{alarm.Name.En}: {device.Title.En}"), Description(device, alarm),
        device.Location.Longitude, device.Location.Latitude, device.Location.Address, device.Unit, alarm.RaisedAt, follows.Level,
        Details(device, alarm));

    private static string Description(Device device, Alarm alarm)
    {
        var at = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm").Format(
            alarm.RaisedAt.InZone(Domain.Shared.Clocks.WorkingCalendar.Zone).LocalDateTime);
        var judged = alarm.Value is { } value
            ? string.Create(CultureInfo.InvariantCulture, $"，{alarm.Point} = {value}（限值 limit {alarm.Limit}{(alarm.Basis is { } basis ? "，" + basis : "")}）")
            : "";
        return $"设备 Device {device.Title.Zh}（{device.Number}），{at}{judged}。规则 Rule {alarm.Rule} v{alarm.RuleVersion}";
    }

    private static Dictionary<string, string> Details(Device device, Alarm alarm)
    {
        var details = new Dictionary<string, string>
        {
            ["device"] = device.Number, ["deviceId"] = device.Id.ToString(), ["rule"] = alarm.Rule,
            ["ruleVersion"] = alarm.RuleVersion.ToString(CultureInfo.InvariantCulture),
            ["level"] = alarm.Level.ToString(), ["raisedAt"] = InstantPattern.ExtendedIso.Format(alarm.RaisedAt),
        };
        if (alarm.Point is { } point) details["point"] = point;
        if (alarm.Value is { } value) details["value"] = value.ToString("R", CultureInfo.InvariantCulture);
        if (alarm.Limit is { } limit) details["limit"] = limit.ToString("R", CultureInfo.InvariantCulture);
        if (alarm.Basis is { } basis) details["basis"] = basis;
        return details;
    }

    private async Task Record(Guid device, Guid alarm, object fact) => await ledger.Execute(new(
        device, "follow-up-alarm", Actor.System,
        (matter, _, _) => matter is not Device known || known.Alarms.Find(a => a.Id == alarm) is { Follows: null } ? Decision.Nothing : Decision.Of(fact),
        _ => new(200, "{}"))
    {
        CausationId = alarm.ToString(),
    });
}

/// <summary>No part of this system opens such matters.</summary>
internal sealed record NobodyOpens(string Consequence) : Refusal(RefusalKind.Conflict, "alarm.nobody-opens",
    new($"本系统不能由告警发起“{Consequence}”。", $"Nothing in this system opens a {Consequence} for an alarm."));

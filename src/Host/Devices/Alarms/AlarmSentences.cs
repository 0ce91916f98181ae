using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>What happened to alarms and their rules, for people.</summary>
internal sealed class AlarmSentences : IEventWords
{
    private static readonly LocalDateTimePattern Moments = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm");

    public LocalizedText? Event(object e) => e switch
    {
        AlarmCorrected { ClearedAt: { } cleared } x => new(
            $"告警时间按迟到数据更正：{At(x.At)} 至 {At(cleared)}", $"Alarm corrected by late data: {At(x.At)} to {At(cleared)}"),
        AlarmCorrected x => new($"告警时间按迟到数据更正：自 {At(x.At)} 起，尚未解除", $"Alarm corrected by late data: since {At(x.At)}, not cleared"),
        AlarmRefuted => new("告警按迟到数据撤销", "Alarm refuted by late data"),
        AlarmFollowUpRefused x => new($"告警联动未成：{x.Reason.Zh}", $"Nothing followed from the alarm: {x.Reason.En}"),
        AlarmRulePublished x => new(
            $"发布告警规则 {x.Rule.Name.Zh} 第 {x.Rule.Version} 版", $"Alarm rule published: {x.Rule.Name.En}, version {x.Rule.Version}"),
        ThresholdSetPublished x => new($"发布限值 {x.Set.Name}", $"Limits published: {x.Set.Name}"),
        _ => null,
    };

    private static string At(Instant at) => Moments.Format(at.InZone(WorkingCalendar.Zone).LocalDateTime);
}

using SmartCity.Domain.Devices.Alarms;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>What was published of rules and limits, for people; what happens to an alarm stands among the words of its device.</summary>
internal sealed class AlarmSentences : IEventWords
{
    public LocalizedText? Event(object e) => e switch
    {
        AlarmRulePublished x => new(
            $"发布告警规则 {x.Rule.Name.Zh} 第 {x.Rule.Version} 版", $"Alarm rule published: {x.Rule.Name.En}, version {x.Rule.Version}"),
        ThresholdSetPublished x => new($"发布限值 {x.Set.Name}", $"Limits published: {x.Set.Name}"),
        _ => null,
    };
}

using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>The fact that an alarm was raised, with what is to follow from it.</summary>
internal static class AlarmRaising
{
    public static AlarmRaised Of(Reading raised, string subject, RaisingTerms terms) => new(
        terms.NewId(), raised.Rule.Code, raised.Rule.Version, raised.Rule.AlarmLevel, Name(raised.Rule, terms),
        subject == AlarmReadings.WholeDevice ? null : subject, raised.At, raised.Value, raised.Limit, raised.Basis)
    {
        Follows = Follows(raised, terms),
    };

    private static LocalizedText Name(AlarmRule rule, RaisingTerms terms) => terms.Lapsed
        ? new($"{rule.Name.Zh}（校准已过期）", $"{rule.Name.En} (calibration lapsed)")
        : rule.Name;

    /// <summary>A doubtful value accuses nobody; and what is learnt of too late calls nobody out.</summary>
    private static AlarmConsequence? Follows(Reading raised, RaisingTerms terms) => raised.Rule.Then switch
    {
        { Consequence: AlarmConsequence.Violation } when terms.Lapsed => null,
        { WithinHours: { } hours } when terms.Now - raised.At > Duration.FromHours(hours) => null,
        var then => then,
    };
}

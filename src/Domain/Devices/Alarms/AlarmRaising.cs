using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>The fact that an alarm was raised, with what is to follow from it.</summary>
internal static class AlarmRaising
{
    public static AlarmRaised Of(Reading raised, string subject, RaisingTerms terms) => new(
        terms.NewId(), raised.Rule.Code, raised.Rule.Version, raised.Rule.AlarmLevel, Name(raised, terms),
        subject == AlarmReadings.WholeDevice ? null : subject, raised.At, raised.Value, raised.Limit, raised.Basis)
    {
        Follows = Follows(raised, terms),
    };

    private static LocalizedText Name(Reading raised, RaisingTerms terms) => terms.Lapsed(raised.At)
        ? new($"{raised.Rule.Name.Zh}（校准已过期）", $"{raised.Rule.Name.En} (calibration lapsed)")
        : raised.Rule.Name;

    /// <summary>A doubtful value accuses nobody; and what is learnt of too late calls nobody out.</summary>
    private static AlarmConsequence? Follows(Reading raised, RaisingTerms terms) => raised.Rule.Then switch
    {
        { Consequence: AlarmConsequence.Violation } when terms.Lapsed(raised.At) => null,
        { WithinHours: { } hours } when terms.Now - raised.At > Duration.FromHours(hours) => null,
        var then => then,
    };
}

using System.Collections.Immutable;
using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.WhatIf;
using SmartCity.Host.Shared.WhatIf;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>Days of a year as the question gives them.</summary>
internal sealed record OtherYear(int Year, IReadOnlyList<LocalDate>? OffDays, IReadOnlyList<LocalDate>? MakeUpWorkdays, string? Kind);

/// <summary>What if a year had had other working days (工作日历): every clock of past matters.</summary>
internal sealed class CalendarWhatIf(MatterWhatIf matters) : IAnswersWhatIf
{
    public string Kind => "calendar";

    public IReadOnlyList<string> Fields => ["year"];

    public (WhatIfRun? Run, Refusal? Refusal) Read(JsonElement rule)
    {
        var given = CatalogueJson.Parse<OtherYear>(rule.GetRawText());
        var year = new CalendarYear(
            given.Year, true, (given.OffDays ?? []).ToImmutableHashSet(), (given.MakeUpWorkdays ?? []).ToImmutableHashSet(), "what-if");
        if (CalendarDecider.Publish(WorkingCalendar.Of("none", []), 0, year).Refusal is { } refusal) return (null, refusal);
        return ((period, count, stop) =>
        {
            var changed = new ChangedCalendar(year);
            return matters.Run(new(period.From, period.To), period.At, () => changed, null, count, stop);
        }, null);
    }
}

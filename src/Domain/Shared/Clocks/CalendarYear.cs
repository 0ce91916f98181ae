using System.Collections.Immutable;
using NodaTime;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// One year of the State Council's holiday notices (放假安排). <see cref="OffDays"/> are days off, which may fall on
/// weekdays or weekends; <see cref="MakeUpWorkdays"/> (调休上班日) are weekend days on which the offices work. A day in
/// neither follows the ordinary Monday to Friday. A notice may name late December days of the year before.
/// </summary>
/// <param name="Year">1901 to 2199.</param>
/// <param name="Published">Whether the notice is out; otherwise the days are only those the law itself fixes.</param>
/// <param name="Source">Where the notice stands.</param>
public sealed record CalendarYear(
    int Year,
    bool Published,
    ImmutableHashSet<LocalDate> OffDays,
    ImmutableHashSet<LocalDate> MakeUpWorkdays,
    string Source);

/// <summary>A due date (届满日).</summary>
/// <param name="At">The last moment: 23:59:59 local of the last day for limits in days, exact for others.</param>
/// <param name="LastDay">The local day of that moment.</param>
/// <param name="Provisional">Whether a notice that is not out yet may still move it (暂定).</param>
public sealed record DueDate(Instant At, LocalDate LastDay, bool Provisional);

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SmartCity.Domain.Shared.Clocks;

/// <summary>
/// A limit (时限): so many of a unit, 0 to <see cref="MaxAmount"/>. Nought days end with the day on which they start
/// (当场办结, decided on the spot).
/// </summary>
public readonly partial record struct TimeLimit(int Amount, TimeUnit Unit)
{
    /// <summary>No limit is longer than this many of its unit.</summary>
    public const int MaxAmount = 100_000;

    /// <summary>How many of the unit; 0 to <see cref="MaxAmount"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside of that.</exception>
    public int Amount { get; } = Amount is >= 0 and <= MaxAmount
        ? Amount
        : throw new ArgumentOutOfRangeException(nameof(Amount), Amount, $"A limit is 0 to {MaxAmount}.");

    /// <summary>The unit of the amount.</summary>
    public TimeUnit Unit { get; } = Enum.IsDefined(Unit)
        ? Unit
        : throw new ArgumentOutOfRangeException(nameof(Unit), Unit, "No such unit.");

    /// <summary>The limit for people, such as "5 个工作日 / 5 working days".</summary>
    public LocalizedText Text => Unit switch
    {
        TimeUnit.WorkingDays => new($"{Amount} 个工作日", English("working day")),
        TimeUnit.WorkingHours => new($"{Amount} 个工作时", English("working hour")),
        TimeUnit.Days => new($"{Amount} 个自然日", English("day")),
        TimeUnit.Hours => new($"{Amount} 小时", English("hour")),
        _ => new($"{Amount} 分钟", English("minute")),
    };

    /// <summary>Whether the other limit can be added: the same unit, or hours and minutes in any order.</summary>
    public bool CanAdd(TimeLimit other) =>
        Total(other) <= MaxAmount && (Unit == other.Unit || (IsElapsed(Unit) && IsElapsed(other.Unit)));

    /// <summary>This limit and the other one together; hours and minutes make minutes.</summary>
    /// <exception cref="ArgumentException">Where <see cref="CanAdd"/> says no.</exception>
    public TimeLimit Add(TimeLimit other) => !CanAdd(other)
        ? throw new ArgumentException($"{other} cannot be added to {this}.", nameof(other))
        : new((int)Total(other), Unit == other.Unit ? Unit : TimeUnit.Minutes);

    /// <summary>
    /// Reads <c>5 working-days</c>, <c>4 working-hours</c>, <c>10 days</c>, <c>2 hours</c>, <c>30 minutes</c>, and
    /// ISO 8601 durations down to minutes: <c>P5D</c> and <c>P1W</c> are natural days, <c>P1DT12H</c> is 36 hours,
    /// <c>PT1H30M</c> is 90 minutes. Months, years, seconds, signs and fractions are refused.
    /// </summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out TimeLimit limit)
    {
        limit = default;
        if (text is null) return false;
        return Words().Match(text) is { Success: true } words
            ? TimeUnits.TryParse(words.Groups["unit"].Value, out var unit)
                && TryCreate(Number(words, "n"), unit, out limit)
            : Iso().Match(text) is { Success: true } iso && TryIso(iso, out limit);
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is no limit.</exception>
    public static TimeLimit Parse(string text) => TryParse(text, out var limit)
        ? limit
        : throw new FormatException($"'{text}' is no limit; write for example '5 working-days', '2 hours' or 'P5D'.");

    /// <summary>The form that <see cref="Parse"/> reads back: <c>5 working-days</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Unit.Code()}");

    private static bool TryIso(Match iso, out TimeLimit limit)
    {
        var days = 7 * Number(iso, "w") + Number(iso, "d");
        var (hours, minutes) = (24 * days + Number(iso, "h"), Number(iso, "m"));
        return iso.Groups["m"].Success ? TryCreate(60 * hours + minutes, TimeUnit.Minutes, out limit)
            : iso.Groups["h"].Success ? TryCreate(hours, TimeUnit.Hours, out limit)
            : TryCreate(days, TimeUnit.Days, out limit);
    }

    private static bool TryCreate(long amount, TimeUnit unit, out TimeLimit limit)
    {
        var legal = amount is >= 0 and <= MaxAmount;
        limit = legal ? new((int)amount, unit) : default;
        return legal;
    }

    private static long Number(Match match, string group) => match.Groups[group] is { Success: true, Value: var digits }
        ? long.Parse(digits, CultureInfo.InvariantCulture)
        : 0;

    private static bool IsElapsed(TimeUnit unit) => unit is TimeUnit.Hours or TimeUnit.Minutes;

    private long Total(TimeLimit other) => Unit == other.Unit
        ? (long)Amount + other.Amount
        : InMinutes() + other.InMinutes();

    private long InMinutes() => Unit == TimeUnit.Hours ? 60L * Amount : Amount;

    private string English(string unit) => $"{Amount} {unit}{(Amount == 1 ? "" : "s")}";

    [GeneratedRegex(@"\A(?<n>[0-9]{1,9}) (?<unit>[a-z-]+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Words();

    [GeneratedRegex(
        @"\AP(?=[0-9T])(?:(?<w>[0-9]{1,6})W)?(?:(?<d>[0-9]{1,6})D)?"
        + @"(?:T(?=[0-9])(?:(?<h>[0-9]{1,6})H)?(?:(?<m>[0-9]{1,6})M)?)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}

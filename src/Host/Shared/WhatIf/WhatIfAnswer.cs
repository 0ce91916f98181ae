using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Host.Shared.WhatIf;

/// <summary>What would have come out differently (推演结果).</summary>
/// <param name="At">When it was looked at: clocks that run are read at this moment.</param>
/// <param name="Looked">Matters, causes of cards or devices that were decided anew.</param>
/// <param name="Differing">Matters of which anything would be another.</param>
/// <param name="Figures">Counts as they are and as they would be.</param>
/// <param name="Matters">The first <see cref="WhatIfCount.MostListed"/> of those that differ.</param>
/// <param name="More">How many more differ.</param>
internal sealed record WhatIfAnswer(
    Instant From, Instant To, Instant At, int Looked, int Differing, IReadOnlyList<WhatIfFigure> Figures,
    IReadOnlyList<WhatIfMatter> Matters, int More);

/// <param name="Code">What is counted, such as <c>light.red</c>, <c>unit.dx-town-06</c>, <c>card.yellow</c>.</param>
internal sealed record WhatIfFigure(string Code, LocalizedText Name, int Before, int After);

internal sealed record WhatIfMatter(
    Guid Id, string Number, string Kind, LocalizedText Title, string Unit, IReadOnlyList<WhatIfDifference> Differences);

/// <summary>One thing that would be another.</summary>
/// <param name="What"><c>light</c>, <c>severity</c>, <c>unit</c>, <c>card</c> or <c>alarm</c>.</param>
/// <param name="Of">Which of them: a clock's name, a card's cause, an alarm's rule.</param>
/// <param name="Before">As it is; null where there is none.</param>
/// <param name="After">As it would be; null where there would be none.</param>
internal sealed record WhatIfDifference(string What, string? Of, object? Before, object? After);

/// <summary>A clock in a comparison.</summary>
internal sealed record WhatIfClock(TimeLimit Limit, Instant DueAt, string State, string Light)
{
    public static WhatIfClock Of(Clock clock, Instant at, WorkingCalendar calendar)
    {
        var read = ClockReader.Read(clock, at, calendar);
        return new(clock.Limit, clock.DueAt, read.State, read.Light);
    }
}

/// <summary>Adds up what differs; keeps a bounded number of it.</summary>
internal sealed class WhatIfCount
{
    public const int MostListed = 1000;

    private readonly SortedDictionary<string, (LocalizedText Name, int Before, int After)> _figures = new(StringComparer.Ordinal);
    private readonly List<WhatIfMatter> _matters = [];
    private int _looked, _differing;

    public void Look(Matter matter, IReadOnlyList<WhatIfDifference> differences) => Look(
        differences.Count == 0 ? null : new(matter.Id, matter.Number, matter.Kind, matter.About, matter.Unit, differences));

    /// <summary>One more was looked at; null where nothing of it differs.</summary>
    public void Look(WhatIfMatter? differing)
    {
        _looked++;
        if (differing is null) return;
        _differing++;
        if (_matters.Count < MostListed) _matters.Add(differing);
    }

    public void Count(string code, LocalizedText name, int before, int after)
    {
        var known = _figures.GetValueOrDefault(code);
        _figures[code] = (name, known.Before + before, known.After + after);
    }

    public WhatIfAnswer Answer(WhatIfPeriod period) => new(
        period.From, period.To, period.At, _looked, _differing,
        [.. _figures.Select(figure => new WhatIfFigure(figure.Key, figure.Value.Name, figure.Value.Before, figure.Value.After))],
        _matters, _differing - _matters.Count);
}

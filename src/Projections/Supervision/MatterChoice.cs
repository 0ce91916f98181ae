using System.Globalization;
using NodaTime;

namespace SmartCity.Projections.Supervision;

/// <summary>
/// Which matters a figure counts and a list shows: the one choice of both, so that they agree. A null asks nothing.
/// </summary>
public sealed record MatterChoice
{
    /// <summary>As a town, and as an item: those that have none.</summary>
    public const string None = "none";

    /// <summary>How far back a board and figures look where nobody says it: 30 days.</summary>
    public static readonly Duration Usual = Duration.FromDays(30);

    public string? Kind { get; init; }

    /// <summary>What it is about within its kind; <see cref="None"/> for those that say nothing.</summary>
    public string? Item { get; init; }

    public string? Stage { get; init; }

    public string? Unit { get; init; }

    /// <summary>Division code; <see cref="None"/> for those without a place.</summary>
    public string? Town { get; init; }

    /// <summary><c>green</c>, <c>yellow</c> or <c>red</c>.</summary>
    public string? Light { get; init; }

    /// <summary>Square of the map, see <see cref="MapTile"/>.</summary>
    public MapTile? Tile { get; init; }

    /// <summary>One of <see cref="MatterFigures"/>; null for the matters of the board.</summary>
    public string? Figure { get; init; }

    /// <summary>The period's first moment; null where nobody named one.</summary>
    public Instant? From { get; init; }

    /// <summary>The period ends before it.</summary>
    public Instant? To { get; init; }

    /// <summary>The period of a figure as of a moment.</summary>
    public (Instant From, Instant To) Period(Instant at)
    {
        var to = To ?? at;
        return (From ?? to - Usual, to);
    }
}

/// <summary>A square of the map of 0.01 degrees (about 850 by 1,100 m at the district's latitude), by its south-west corner.</summary>
public sealed record MapTile(int Column, int Row)
{
    public const int PerDegree = 100;

    public override string ToString() => FormattableString.Invariant($"{Column}_{Row}");

    /// <summary>The tile of a text such as <c>11634_3973</c>; null for what is none.</summary>
    public static MapTile? Parse(string text) =>
        text.Split('_') is [var column, var row] && int.TryParse(column, CultureInfo.InvariantCulture, out var x)
            && int.TryParse(row, CultureInfo.InvariantCulture, out var y) ? new(x, y) : null;
}

/// <summary>What is counted of matters, by name; each is a set of matters of a period, or of those that are open.</summary>
public static class MatterFigures
{
    public const string Received = "received", Handled = "handled", Promised = "promised", OnTime = "on-time", Limited = "limited",
        InLegalTime = "in-legal-time", Returned = "returned", Reworked = "reworked", Reopened = "reopened", Corrected = "corrected",
        Responded = "responded", Rated = "rated", Satisfied = "satisfied", Bad = "bad", Open = "open", Overdue = "overdue";

    internal const string InReceived = "opened_at >= {0} and opened_at < {1}", InFinished = "finished_at >= {0} and finished_at < {1}",
        InOpen = "archived_at is null";

    /// <summary>Of each: the set it is taken from, and what is asked beside.</summary>
    internal static IReadOnlyDictionary<string, (string Set, string And)> All { get; } = new Dictionary<string, (string, string)>
    {
        [Received] = (InReceived, "true"),
        [Returned] = (InReceived, "returns > 0"),
        [Reworked] = (InReceived, "reworks > 0"),
        [Reopened] = (InReceived, "reopenings > 0"),
        [Corrected] = (InReceived, "corrections > 0"),
        [Responded] = (InReceived, "responded_at is not null"),
        [Handled] = (InFinished, "true"),
        [Promised] = (InFinished, "in_time is not null"),
        [OnTime] = (InFinished, "in_time"),
        [Limited] = (InFinished, "in_legal_time is not null"),
        [InLegalTime] = (InFinished, "in_legal_time"),
        [Rated] = (InFinished, "rating is not null"),
        [Satisfied] = (InFinished, "rating >= 4"),
        [Bad] = (InFinished, "rating <= 2"),
        [Open] = (InOpen, "true"),
        [Overdue] = (InOpen, "due_at < $1"),
    };

    public static IEnumerable<string> Names => All.Keys;
}

using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>
/// The SQL of a choice: a table expression over <c>read.supervised</c> with the column <c>light</c>, whose parameter
/// <c>$1</c> is the moment. Live and as of a past moment are the same text.
/// </summary>
internal sealed class ChosenMatters : MatterSql
{
    private ChosenMatters(Snapshot snapshot, MatterChoice choice, bool inOrder)
    {
        var rows = SupervisedRow.Table.Rows(snapshot.Now);
        var asked = Asked(choice);
        var sets = Sets(choice, snapshot).ToList();
        var chosen = inOrder ? Part($"({string.Join(" or ", sets)})") : string.Join(" union all ", sets.Select(Part));
        var lit = $"(select *, {Light} light from ({chosen}) chosen) lit";
        Sql = choice.Light is null ? lit : $"(select * from {lit} where light = {Add(choice.Light)}) bright";

        string Part(string set) => $"select * from {rows} known where {set}{asked}";
    }

    /// <summary>Stands behind <c>from</c>; its rows have the columns of <c>read.supervised</c> and <c>light</c>.</summary>
    public string Sql { get; }

    /// <summary>To be counted: each set is gone through by its own index.</summary>
    public static ChosenMatters Of(Snapshot snapshot, MatterChoice choice) => new(snapshot, choice, false);

    /// <summary>The same, to be listed by the time of opening: the first of them are found without going through all.</summary>
    public static ChosenMatters InOrder(Snapshot snapshot, MatterChoice choice) => new(snapshot, choice, true);

    /// <summary>Sets that no matter is in twice; each is found by an index.</summary>
    private IEnumerable<string> Sets(MatterChoice choice, Snapshot snapshot)
    {
        if (choice.Figure is { } figure)
        {
            var (set, and) = MatterFigures.All[figure];
            var (from, to) = choice.Period(snapshot.At);
            yield return (set == MatterFigures.InOpen ? set : Within(set, from, to)) + $" and {and}";
            yield break;
        }
        if (choice is { From: null, To: null })
        {
            yield return MatterFigures.InOpen;
            yield return $"archived_at >= {Add(snapshot.At - MatterChoice.Usual)} and archived_at <= $1";
            yield break;
        }
        var (begin, end) = choice.Period(snapshot.At);
        yield return Within(MatterFigures.InReceived, begin, end);
    }

    private string Within(string set, Instant from, Instant to) =>
        set.Replace("{0}", Add(from), StringComparison.Ordinal).Replace("{1}", Add(to), StringComparison.Ordinal);
}

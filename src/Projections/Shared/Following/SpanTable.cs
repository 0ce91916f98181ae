using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// A read model that keeps what it was (历史读模型): for each matter one row for each time in which its row stood unchanged,
/// from <c>since</c> up to <c>until</c>, which is infinity for the row of now. Moments are those at which facts were recorded,
/// so a figure as of a past moment is counted by the same SQL, and is the one that was shown then. A row is a pure function of
/// the state and of the calendar as published when the state came about.
/// </summary>
/// <remarks>
/// The table comes with a <see cref="SchemaPart"/>: <c>id uuid, since timestamptz, until timestamptz, version bigint</c> and a
/// column for each property of the row in snake case; primary key <c>(id, since)</c>.
/// </remarks>
public sealed class SpanTable
{
    private readonly Func<Matter, WorkingCalendar, object?> _rowOf;
    private readonly string _columns;

    private SpanTable(string name, Type row, Func<Matter, WorkingCalendar, object?> rowOf)
    {
        (Name, _rowOf) = (name, rowOf);
        Shape = RowShape.Of(row);
        _columns = string.Join(", ", Shape.Columns.Concat(["since", "until", "version"]));
    }

    /// <summary>The table, such as <c>read.supervised</c>.</summary>
    public string Name { get; }

    /// <param name="rowOf">The row of a matter; null for a matter that has none (any more).</param>
    public static SpanTable Of<TMatter, TRow>(string name, Func<TMatter, WorkingCalendar, TRow?> rowOf)
        where TMatter : Matter where TRow : class =>
        new(name, typeof(TRow), (matter, calendar) => matter is TMatter mine ? rowOf(mine, calendar) : null);

    /// <summary>
    /// The rows of now, or those of the moment that is parameter <c>$1</c>, as a table expression for a query: the one text
    /// serves both. Those of a moment are the ones that stand to this day and the ones that ended since, each by its own indexes.
    /// </summary>
    public string Rows(bool now) => now
        ? $"(select * from {Name} where until = 'infinity')"
        : $"(select * from {Name} where until = 'infinity' and since <= $1 "
            + $"union all select * from {Name} where until < 'infinity' and until > $1 and since <= $1)";

    internal RowShape Shape { get; }

    internal object? RowOf(Matter matter, WorkingCalendar calendar) => _rowOf(matter, calendar);

    /// <summary>Whether two rows say the same.</summary>
    internal bool Same(object? one, object? other) =>
        Equals(one, other) || (one is not null && other is not null && !Shape.ComparesItself && Shape.Values(one).SequenceEqual(Shape.Values(other)));

    /// <summary>Takes away all that is known of the matters from a moment on, and ends what stood at it.</summary>
    internal string Cut =>
        $"with cut as (select * from json_to_recordset(?::json) c (id uuid, at timestamptz)), gone as (delete from {Name} t using cut "
        + $"where t.id = cut.id and t.since >= cut.at) update {Name} t set until = cut.at from cut where t.id = cut.id "
        + "and t.since < cut.at and t.until > cut.at";

    internal string Insert =>
        $"insert into {Name} ({_columns}) select {_columns} from json_populate_recordset(null::{Name}, ?::json)";

    internal string Delete => $"delete from {Name} where id = any(?)";
}

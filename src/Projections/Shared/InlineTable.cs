using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// An inline read model that one capability brings: a table with at most one row a matter, a pure function of the matter's
/// state, written in the transaction of its events and written anew by a rebuild like those that all kinds share. The
/// table itself comes with a <see cref="SchemaPart"/>; its key is the column <c>id</c>, the matter's.
/// </summary>
public sealed class InlineTable
{
    private readonly Func<Matter, object?> _rowOf;

    private InlineTable(string name, Type row, Func<Matter, object?> rowOf)
    {
        (Name, _rowOf) = (name, rowOf);
        Row = row;
        var columns = RowShape.Of(row).Columns;
        Columns = string.Join(", ", columns);
        Upsert = $"insert into {name} ({Columns}) select {Columns} from json_populate_recordset(null::{name}, ?::json) "
            + $"on conflict (id) do update set {string.Join(", ", columns.Where(c => c != "id").Select(c => $"{c} = excluded.{c}"))}";
        Delete = $"delete from {name} where id = any(?)";
    }

    /// <param name="name">The table, such as <c>read.grid_cases</c>; its columns are the row's properties in snake case.</param>
    /// <param name="rowOf">The row of a matter; null for a matter that has none.</param>
    public static InlineTable Of<TMatter, TRow>(string name, Func<TMatter, TRow?> rowOf)
        where TMatter : Matter where TRow : class =>
        new(name, typeof(TRow), matter => matter is TMatter mine ? rowOf(mine) : null);

    internal string Name { get; }

    internal Type Row { get; }

    /// <summary>The columns that the row states; the database may keep others beside them.</summary>
    internal string Columns { get; }

    internal string Upsert { get; }

    internal string Delete { get; }

    internal object? RowOf(Matter? matter) => matter is null ? null : _rowOf(matter);
}

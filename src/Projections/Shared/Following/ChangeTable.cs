using System.Reflection;
using System.Text.Json;

namespace SmartCity.Projections.Shared.Following;

/// <summary>
/// Work that changes of matters call for (后续事项), such as a notice to be sent: rows that are added in the order of the ledger,
/// each once, and that a worker of their capability then does. Whoever adds them waits for nobody; what becomes of them is in
/// their table. No read model: a rebuild leaves them alone.
/// </summary>
/// <remarks>The table comes with a <see cref="SchemaPart"/>; its primary key tells a row that is there already.</remarks>
public sealed class ChangeTable
{
    private readonly string _name;
    private readonly Func<MatterChange, IEnumerable<object>> _rowsOf;

    private ChangeTable(string name, Type row, Func<MatterChange, IEnumerable<object>> rowsOf)
    {
        (_name, _rowsOf) = (name, rowsOf);
        var columns = string.Join(", ", row.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)));
        Insert = $"insert into {name} ({columns}) select {columns} from json_populate_recordset(null::{name}, ?::json) on conflict do nothing";
    }

    /// <param name="name">The table, such as <c>desk.card_causes</c>; columns of the row are its properties in snake case.</param>
    /// <param name="rowsOf">Pure: what one change calls for.</param>
    public static ChangeTable Of<TRow>(string name, Func<MatterChange, IEnumerable<TRow>> rowsOf) where TRow : class =>
        new(name, typeof(TRow), rowsOf);

    internal string Insert { get; }

    private IEnumerable<object> RowsOf(MatterChange change)
    {
        try
        {
            return [.. _rowsOf(change)];
        }
        catch (Exception reason)
        {
            throw new InvalidOperationException($"{_name}: the change of {change.After.Kind} {change.After.Id} at sequence {change.Sequence} fails.", reason);
        }
    }

    internal string RowsOf(IEnumerable<MatterChange> changes) =>
        changes.SelectMany(RowsOf).ToList() is { Count: > 0 } rows ? JsonSerializer.Serialize(rows, RowJson.Options) : "";
}

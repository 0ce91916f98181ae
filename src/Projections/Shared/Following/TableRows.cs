using System.Data.Common;
using Marten;
using Npgsql;

namespace SmartCity.Projections.Shared.Following;

/// <summary>The rows that one read model should have of some matters, as values that are compared with what is there.</summary>
/// <param name="Matter">The column that names the matter.</param>
/// <param name="Columns">All that are compared; a span has its time and version behind those of the row.</param>
internal sealed record TableRows(
    string Name, string Matter, RowShape Shape, IReadOnlyList<string> Columns, ILookup<Guid, object?[]> Rows)
{
    private static readonly string[] Times = ["since", "until", "version"];

    public static TableRows Of(string name, string matter, Type row, IEnumerable<object> rows)
    {
        var shape = RowShape.Of(row);
        var key = Key(shape, matter);
        return new(name, matter, shape, shape.Columns, rows.Select(shape.Values).ToLookup(values => (Guid)values[key]!));
    }

    public static TableRows Of(SpanTable table, IReadOnlyList<Span> spans) => new(
        table.Name, "id", table.Shape, [.. table.Shape.Columns, .. Times],
        spans.ToLookup(span => span.Id, object?[] (span) =>
            [.. table.Shape.Values(span.Row), RowShape.Micros(span.Since), span.Until is { } until ? RowShape.Micros(until) : long.MaxValue, span.Version]));

    /// <summary>The matters of a range, its first id in it only where it is the last as well, whose rows in the table are not these.</summary>
    public Task<IReadOnlySet<Guid>> Different(IDocumentSession session, Guid after, Guid last, CancellationToken stop) =>
        Different(session, $"{Matter} {(after == last ? ">=" : ">")} $1 and {Matter} <= $2", [after, last], stop);

    /// <summary>Those of some matters.</summary>
    public Task<IReadOnlySet<Guid>> Different(IDocumentSession session, Guid[] matters, CancellationToken stop) =>
        Different(session, $"{Matter} = any($1)", [matters], stop);

    private async Task<IReadOnlySet<Guid>> Different(IDocumentSession session, string which, object[] values, CancellationToken stop)
    {
        await using var query = new NpgsqlCommand($"select {string.Join(", ", Columns)} from {Name} where {which}");
        foreach (var value in values) query.Parameters.Add(new() { Value = value });
        var key = Key(Shape, Matter);
        var (actual, different) = (new Dictionary<Guid, List<object?[]>>(), new HashSet<Guid>());
        await using (var row = await session.ExecuteReaderAsync(query, stop))
            while (await row.ReadAsync(stop))
            {
                var there = Values(row);
                var matter = (Guid)there[key]!;
                if (!actual.TryGetValue(matter, out var known)) actual.Add(matter, known = []);
                known.Add(there);
            }
        foreach (var (matter, there) in actual)
            if (!Same(Rows[matter], there)) different.Add(matter);
        foreach (var should in Rows)
            if (!actual.ContainsKey(should.Key)) different.Add(should.Key);
        return different;
    }

    private object?[] Values(DbDataReader row)
    {
        var values = Shape.Values(row, Columns.Count);
        for (var i = Shape.Columns.Count; i < Columns.Count; i++) values[i] = RowShape.Comparable(row.GetValue(i));
        return values;
    }

    private static bool Same(IEnumerable<object?[]> should, List<object?[]> there)
    {
        foreach (var values in should)
            if (there.FindIndex(other => values.AsSpan().SequenceEqual(other)) is var at and >= 0) there.RemoveAt(at);
            else return false;
        return there.Count == 0;
    }

    private static int Key(RowShape shape, string matter) => shape.Columns.ToList().IndexOf(matter);
}

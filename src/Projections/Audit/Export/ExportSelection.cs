using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Audit.Export;

/// <summary>Which events are exported (导出范围): all of these must hold; null leaves a part open.</summary>
/// <param name="From">Recorded at this moment or later.</param>
/// <param name="To">Recorded before this moment.</param>
/// <param name="Kind">Kind of matter, such as <c>approval</c>; <c>catalogue</c> is everything that is no matter.</param>
/// <param name="Stream">One stream.</param>
public sealed record ExportSelection(Instant? From = null, Instant? To = null, string? Kind = null, Guid? Stream = null)
{
    /// <summary>The kind of streams that are no matters: calendars, items, processes, rules.</summary>
    public const string Catalogue = "catalogue";

    /// <summary>Whether every stream in it is there from its first event on.</summary>
    public bool IsWhole => From is null && Kind is null && Stream is null;
}

/// <summary>What an export covers once it has begun: nothing that is recorded afterwards comes into it.</summary>
/// <param name="Horizon">The last sequence of it; every smaller one was visible, or never will be.</param>
/// <param name="OpeningTypes">
/// Types of first events that tell the selected kind; null where every kind is selected.
/// </param>
public sealed record ExportScope(ExportSelection Selection, long Horizon, IReadOnlyList<string>? OpeningTypes)
{
    /// <summary>The condition on a row <c>e</c> of the events; its values are added to the command.</summary>
    internal string Where(NpgsqlParameterCollection values)
    {
        string Value(object value)
        {
            values.Add(new() { Value = value });
            return $"${values.Count}";
        }
        var all = new List<string> { $"e.seq_id <= {Value(Horizon)}" };
        if (Selection.From is { } from) all.Add($"e.timestamp >= {Value(from)}");
        if (Selection.To is { } to) all.Add($"e.timestamp < {Value(to)}");
        if (Selection.Stream is { } stream) all.Add($"e.stream_id = {Value(stream)}");
        if (Selection.Kind is { } kind && OpeningTypes is not null)
            all.Add(
                $"""
                (exists (select from read.matters m where m.id = e.stream_id and m.kind = {Value(kind)})
                 or exists (select from ledger.mt_events o where o.stream_id = e.stream_id and o.version = 1 and o.type = any({Value(OpeningTypes.ToArray())}))
                    and not exists (select from read.matters m where m.id = e.stream_id))
                """);
        return string.Join(" and ", all);
    }
}

/// <summary>How many events a scope has, and between which sequences.</summary>
public sealed record ExportSize(long Events, long? First, long? Last);

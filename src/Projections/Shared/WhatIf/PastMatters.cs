using System.Runtime.CompilerServices;
using Marten;
using NodaTime;
using Npgsql;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared.WhatIf;

/// <summary>Which past matters are looked at again; a null asks nothing.</summary>
/// <param name="From">Opened then or later.</param>
/// <param name="To">Opened before.</param>
/// <param name="Among">Only those of which a table of a kind says so now.</param>
public sealed record PastChoice(Instant From, Instant To, string? Kind = null, PastColumn? Among = null);

/// <summary>A column of a table with the past of a kind, and what stands there now.</summary>
public sealed record PastColumn(string Table, string Column, string Value);

/// <summary>A past matter with its whole stream.</summary>
/// <param name="Steps">Every event in order, each with the state before it.</param>
public sealed record PastMatter(Matter Now, IReadOnlyList<(Matter? Before, Recorded Event)> Steps);

/// <summary>Reads past matters with their streams, in the order in which they were opened, a bounded number at a time.</summary>
public sealed class PastMatters(IDocumentStore store, NpgsqlDataSource source, MatterFold fold)
{
    private const int PageSize = 100;

    public async IAsyncEnumerable<PastMatter> Read(PastChoice choice, [EnumeratorCancellation] CancellationToken stop)
    {
        for (MatterPlace? after = null; ;)
        {
            var page = await Page(choice, after, stop);
            if (page.Count == 0) yield break;
            after = page[^1];
            var ids = page.Select(place => place.Id).ToArray();
            await using var session = store.QuerySession();
            var events = await session.AllEvents().Where(e => ids.Contains(e.StreamId))
                .OrderBy(e => e.Sequence).ToListAsync(stop);
            var streams = events.ToLookup(e => e.StreamId, MatterFold.Recorded);
            foreach (var id in ids)
                if (Fold(streams[id]) is { } matter) yield return matter;
        }
    }

    private PastMatter? Fold(IEnumerable<Recorded> stream)
    {
        var steps = new List<(Matter?, Recorded)>();
        Matter? state = null;
        foreach (var e in stream)
        {
            steps.Add((state, e));
            state = fold.Apply(state, e);
        }
        return state is null ? null : new(state, steps);
    }

    private async Task<IReadOnlyList<MatterPlace>> Page(PastChoice choice, MatterPlace? after, CancellationToken stop)
    {
        var among = choice.Among is { Table: var table, Column: var column }
            ? $"exists (select from {table} a where a.id = m.id and a.until = 'infinity' and a.{column} = $4)"
            : "$4::text is null";
        await using var query = source.CreateCommand(
            $"""
            select m.opened_at, m.id from read.matters m
            where m.opened_at >= $1 and m.opened_at < $2 and ($3::text is null or m.kind = $3) and {among}
              and ($5::timestamptz is null or (m.opened_at, m.id) > ($5, $6::uuid))
            order by m.opened_at, m.id limit $7
            """);
        foreach (var value in new object?[] { choice.From, choice.To, choice.Kind, choice.Among?.Value, after?.OpenedAt, after?.Id, PageSize })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var page = new List<MatterPlace>();
        while (await row.ReadAsync(stop)) page.Add(new(row.GetFieldValue<Instant>(0), row.GetGuid(1)));
        return page;
    }
}

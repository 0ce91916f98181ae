using System.Runtime.CompilerServices;
using NodaTime;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>Which matters a list shows; a null asks nothing.</summary>
/// <param name="VisibleTo">Only matters that this unit has a part in; null for those who may see all.</param>
/// <param name="Overdue">Only those whose governing clock is past due, or only those that are not.</param>
/// <param name="Text">Part of the number or the title.</param>
public sealed record MatterFilter(
    string? VisibleTo, string? Kind = null, string? Stage = null, string? Unit = null, bool? Overdue = null, string? Text = null);

/// <summary>A place in a list: matters opened before it, or at the same moment with a smaller id, come after it.</summary>
public sealed record MatterPlace(Instant OpenedAt, Guid Id)
{
    public static MatterPlace Of(MatterRow row) => new(row.OpenedAt, row.Id);
}

/// <summary>Matters in lists (办件列表), newest first by the moment they were opened.</summary>
public sealed class MatterList(NpgsqlDataSource source)
{
    /// <summary>One page of matters after the place.</summary>
    /// <param name="schema">Where it is read from: the live one, or that of a past moment.</param>
    public async Task<IReadOnlyList<MatterRow>> Page(
        MatterFilter filter, MatterPlace? after, int limit, Instant now, CancellationToken stop, string schema = "read")
    {
        await using var query = source.CreateCommand(
            $"""
            select id, number, kind, title_zh, title_en, stage, status, unit, intake_unit, units, channel, opened_at,
                   archived_at, due_at, warn_at, light
            from {schema}.matters
            where ($1::timestamptz is null or (opened_at, id) < ($1, $10::uuid)) and ($2::text is null or units @> array[$2]) and ($3::text is null or kind = $3)
              and ($4::text is null or stage = $4) and ($5::text is null or unit = $5)
              and ($6::boolean is null or (due_at is not null and due_at < $7) = $6)
              and ($8::text is null or strpos(number, $8) > 0 or strpos(title_zh, $8) > 0 or strpos(lower(title_en), lower($8)) > 0)
            order by opened_at desc, id desc limit $9
            """);
        foreach (var value in new object?[]
            {
                after?.OpenedAt, filter.VisibleTo, filter.Kind, filter.Stage, filter.Unit, filter.Overdue, now, filter.Text, limit, after?.Id,
            })
            query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        Instant? At(int i) => row.IsDBNull(i) ? null : row.GetFieldValue<Instant>(i);
        var rows = new List<MatterRow>();
        while (await row.ReadAsync(stop))
            rows.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5),
                row.GetString(6), row.GetString(7), row.GetString(8), row.GetFieldValue<string[]>(9), row.GetString(10),
                row.GetFieldValue<Instant>(11), At(12), At(13), At(14), row.IsDBNull(15) ? null : row.GetString(15)));
        return rows;
    }

    /// <summary>The ids of all matters that are not archived, in pages.</summary>
    public async IAsyncEnumerable<IReadOnlyList<Guid>> OpenIds(
        int pageSize, [EnumeratorCancellation] CancellationToken stop)
    {
        for (var after = Guid.Empty; ;)
        {
            await using var query = source.CreateCommand(
                "select id from read.matters where archived_at is null and id > $1 order by id limit $2");
            query.Parameters.Add(new() { Value = after });
            query.Parameters.Add(new() { Value = pageSize });
            var page = new List<Guid>();
            await using (var row = await query.ExecuteReaderAsync(stop))
                while (await row.ReadAsync(stop)) page.Add(row.GetGuid(0));
            if (page.Count == 0) yield break;
            yield return page;
            after = page[^1];
        }
    }

    /// <summary>The matters that the attachment hangs on.</summary>
    public async Task<IReadOnlyList<Guid>> With(Guid attachment, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select matter_id from read.attachments where attachment_id = $1");
        query.Parameters.Add(new() { Value = attachment });
        var matters = new List<Guid>();
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) matters.Add(row.GetGuid(0));
        return matters;
    }

    /// <summary>The matter with this number, or null.</summary>
    public async Task<Guid?> IdOf(string number, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select id from read.matters where number = $1");
        query.Parameters.Add(new() { Value = number });
        return await query.ExecuteScalarAsync(stop) as Guid?;
    }
}

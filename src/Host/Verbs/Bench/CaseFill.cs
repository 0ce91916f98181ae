using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>How many cases the read models hold.</summary>
internal sealed record Filled(long Cases, long Open);

/// <summary>Open tasks of cases that one role of one unit has.</summary>
internal sealed record InboxOwner(string Unit, string Role, long Tasks);

/// <summary>
/// Rows of real cases copied under new keys, times and places until the read models hold as many as wanted: what is
/// measured then reads tables of that size. Three of a hundred copies are open and stand in an inbox; the others were
/// closed within three days of a report in the past year. The copies have no events and no deadlines.
/// </summary>
internal sealed class CaseFill(NpgsqlDataSource database)
{
    private const string Copies =
        """
        create temp table seeds as
            select id, row_number() over () - 1 as nr from (
                select id from read.grid_cases where dispatched_at is not null and archived_at is null limit 5000) s;
        create temp table copies as
            select gen_random_uuid() as id, s.id as seed, c.open, c.met, (random() - 0.5) * 0.01 as east,
                (random() - 0.5) * 0.01 as north, '3 days'::interval * random() as took,
                case when c.open then '2 days'::interval else '365 days'::interval end * random() as earlier
            from (select n, random() < 0.03 as open, random() < 0.88 as met from generate_series(1, $1) n) c
            join seeds s on s.nr = c.n % (select count(*) from seeds);
        analyze copies;
        insert into read.grid_cases (
            id, number, title, kind, major, cell, town, longitude, latitude, tile, severity, channel, unit, reported_at,
            accepted_at, dispatched_at, contacted_at, resolved_at, archived_at, has_reporter, response_due_at, response_met,
            total_due_at, disposed_in_time, total_met, returns, reworks, reopenings, extensions, closure, solved, satisfied,
            merged_into)
        select c.id, 'DX-GC-COPY-' || c.id, g.title, g.kind, g.major, g.cell, g.town, g.longitude + c.east,
            g.latitude + c.north,
            floor((g.latitude + c.north) / 0.002)::bigint * 1000000 + floor((g.longitude + c.east) / 0.002)::bigint,
            g.severity, g.channel, g.unit, g.reported_at - c.earlier, g.accepted_at - c.earlier, g.dispatched_at - c.earlier,
            g.contacted_at - c.earlier, case when not c.open then g.reported_at - c.earlier + c.took end,
            case when not c.open then g.reported_at - c.earlier + c.took end, g.has_reporter, g.response_due_at - c.earlier,
            g.response_met, g.total_due_at - c.earlier, case when not c.open then c.met end,
            case when not c.open then c.met end, 0, 0, 0, 0, null, null, null, null
        from copies c join read.grid_cases g on g.id = c.seed;
        insert into read.matters (
            id, number, kind, title_zh, title_en, stage, status, unit, intake_unit, units, channel, opened_at, archived_at,
            due_at, warn_at, light)
        select c.id, 'DX-GC-COPY-' || c.id, m.kind, m.title_zh, m.title_en, case when c.open then m.stage else 'archive' end,
            case when c.open then m.status else 'closed' end, m.unit, m.intake_unit, m.units, m.channel,
            m.opened_at - c.earlier, case when not c.open then m.opened_at - c.earlier + c.took end,
            case when c.open then m.due_at - c.earlier end, case when c.open then m.warn_at - c.earlier end,
            case when not c.open and not c.met then 'red' end
        from copies c join read.matters m on m.id = c.seed;
        insert into read.tasks (
            id, matter_id, matter_number, matter_kind, title_zh, title_en, definition, process_version, element, instance,
            stage, unit, role, claimed_by, opened_at, due_at, warn_at, version)
        select gen_random_uuid(), c.id, 'DX-GC-COPY-' || c.id, t.matter_kind, t.title_zh, t.title_en, t.definition,
            t.process_version, t.element, t.instance, t.stage, t.unit, t.role, null, t.opened_at - c.earlier,
            t.due_at - c.earlier, t.warn_at - c.earlier, t.version
        from copies c join read.tasks t on t.matter_id = c.seed where c.open;
        drop table copies, seeds;
        """;

    public async Task<Filled> FillTo(int cases)
    {
        var missing = cases - (await Stored()).Cases;
        await using var connection = await database.OpenConnectionAsync();
        if (missing > 0)
        {
            // One after the other: a batch is planned as a whole, before its temporary tables are there.
            foreach (var statement in Copies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                await using var copy = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
                if (statement.Contains("$1", StringComparison.Ordinal)) copy.Parameters.Add(new() { Value = missing });
                await copy.ExecuteNonQueryAsync();
            }
        }
        foreach (var table in new[] { "read.grid_cases", "read.matters", "read.tasks" })
        {
            await using var vacuum = new NpgsqlCommand($"vacuum analyze {table}", connection) { CommandTimeout = 0 };
            await vacuum.ExecuteNonQueryAsync();
        }
        return await Stored();
    }

    /// <summary>Who has open tasks of cases, the most first.</summary>
    public async Task<IReadOnlyList<InboxOwner>> InboxOwners()
    {
        await using var query = database.CreateCommand(
            "select unit, role, count(*) from read.tasks where matter_kind = 'grid-case' group by unit, role order by 3 desc");
        await using var row = await query.ExecuteReaderAsync();
        var owners = new List<InboxOwner>();
        while (await row.ReadAsync()) owners.Add(new(row.GetString(0), row.GetString(1), row.GetInt64(2)));
        return owners;
    }

    private async Task<Filled> Stored()
    {
        await using var query = database.CreateCommand(
            "select count(*), count(*) filter (where archived_at is null) from read.grid_cases");
        await using var row = await query.ExecuteReaderAsync();
        await row.ReadAsync();
        return new(row.GetInt64(0), row.GetInt64(1));
    }
}

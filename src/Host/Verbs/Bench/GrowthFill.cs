using System.Diagnostics;
using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// A ledger of years: streams of real closed approvals copied under new keys, three years older, with their row in <c>read.matters</c>
/// and receipts as many as theirs. Their sequences are below those of the real ones, as what is older has. Most are stored where the
/// mover would have put them; the last of each filling lie in the hot partition until the mover's own step takes them.
/// </summary>
internal sealed class GrowthFill(NpgsqlDataSource database)
{
    private const int AtOnce = 1_000, LeftToTheMover = 500;
    private static readonly string[] Others = ["seq_id", "id", "stream_id", "timestamp", "is_archived", "created"];

    private static readonly string[] Statements =
    [
        """
        create temp table copies as select gen_random_uuid() as id, s.id as seed from generate_series(1, $1) n
        join (select s.id, row_number() over (order by s.id) - 1 as nr from ledger.mt_streams_default s join read.matters m on m.id = s.id
              where m.kind = 'approval' and m.archived_at is not null order by s.id limit 40) s on s.nr = n % 40
        """,
        "analyze copies",
        """
        insert into ledger.mt_streams (id, timestamp, created, is_archived, {streams})
        select c.id, s.timestamp - interval '3 years', s.created - interval '3 years', {archived}, {streams}
        from copies c join ledger.mt_streams_default s on s.id = c.seed
        """,
        """
        insert into ledger.mt_events (seq_id, id, stream_id, timestamp, is_archived, {events})
        select (select least(0, min(seq_id)) from ledger.mt_events) - row_number() over (), gen_random_uuid(), c.id,
            e.timestamp - interval '3 years', {archived}, {events}
        from copies c join ledger.mt_events_default e on e.stream_id = c.seed
        """,
        """
        insert into read.matters (id, number, kind, title_zh, title_en, stage, status, unit, intake_unit, units, channel, opened_at, archived_at)
        select c.id, 'DX-OLD-' || c.id, m.kind, m.title_zh, m.title_en, m.stage, m.status, m.unit, m.intake_unit, m.units, m.channel,
            m.opened_at - interval '3 years', m.archived_at - interval '3 years'
        from copies c join read.matters m on m.id = c.seed
        """,
        """
        insert into desk.receipts (caller, key, body_hash, status, answer, at)
        select 'bench', gen_random_uuid()::text, 'bench', 200, '', now() - interval '3 years' from copies c, generate_series(1, 13)
        """,
        "drop table copies",
    ];

    private readonly MatterArchive _archive = new(database);

    /// <summary>Events of matters and of everything else, and how many of them are in the hot partition.</summary>
    public async Task<(long All, long Hot)> Stored() =>
        (await Count("select count(*) from ledger.mt_events"), await Count("select count(*) from ledger.mt_events_default"));

    /// <summary>Fills until so many events are stored; events a second that the mover then moved.</summary>
    public async Task<double?> FillTo(long events)
    {
        await using var connection = await database.OpenConnectionAsync();
        var each = await Count(
            "select (avg(s.version))::bigint from ledger.mt_streams_default s join read.matters m on m.id = s.id where m.archived_at is not null");
        double? moved = null;
        for (var missing = (events - (await Stored()).All) / each; missing > 0;)
        {
            var toMover = missing <= LeftToTheMover;
            var matters = (int)(toMover ? missing : Math.Min(AtOnce, missing - LeftToTheMover));
            foreach (var statement in Statements) await Execute(connection, await Named(statement, !toMover), matters);
            missing -= matters;
            if (toMover) moved = await Move();
        }
        foreach (var table in new[] { "ledger.mt_streams", "ledger.mt_events", "read.matters", "desk.receipts", "read.tasks", "read.deadlines" })
            await Execute(connection, $"vacuum analyze {table}", 0);
        return moved;
    }

    /// <summary>The mover's own steps, without its rests.</summary>
    private async Task<double> Move()
    {
        var (began, events) = (Stopwatch.GetTimestamp(), 0L);
        for (Guid? after = Guid.Empty; after is { } place;)
        {
            var step = await _archive.Move(
                new Dictionary<string, Duration> { ["approval"] = Duration.FromDays(730) }, SystemClock.Instance.GetCurrentInstant(), place, 100, default);
            (after, events) = (step.Last, events + step.Events);
        }
        return events / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private string? _streamColumns, _eventColumns;

    private async Task<string> Named(string statement, bool archived) => statement
        .Replace("{archived}", archived ? "true" : "false", StringComparison.Ordinal)
        .Replace("{streams}", _streamColumns ??= await Columns("mt_streams"), StringComparison.Ordinal)
        .Replace("{events}", _eventColumns ??= await Columns("mt_events"), StringComparison.Ordinal);

    /// <summary>The columns that a copy takes as they are.</summary>
    private async Task<string> Columns(string table)
    {
        await using var query = database.CreateCommand(
            $"select attname from pg_attribute where attrelid = 'ledger.{table}'::regclass and attnum > 0 and not attisdropped order by attnum");
        await using var row = await query.ExecuteReaderAsync();
        var names = new List<string>();
        while (await row.ReadAsync()) names.Add(row.GetString(0));
        return string.Join(", ", names.Except(Others).Select(name => $"\"{name}\""));
    }

    private async Task<long> Count(string sql)
    {
        await using var query = database.CreateCommand(sql);
        query.CommandTimeout = 0;
        return (long)(await query.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlConnection connection, string sql, int matters)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        if (sql.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = matters });
        await command.ExecuteNonQueryAsync();
    }
}

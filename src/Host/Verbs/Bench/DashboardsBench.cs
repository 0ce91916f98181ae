using System.Diagnostics;
using Npgsql;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// What supervisors look at, among so many matters of two years (copies of the rows of real ones under new keys and times; three
/// of a hundred are open): the answer of each dashboard over HTTP.
/// </summary>
internal static class DashboardsBench
{
    private const int Seeds = 200, Looks = 60;

    /// <summary>Copies of archived matters, each with the time in which it was open and the time since.</summary>
    private const string Copies =
        """
        create temp table seeds as select s.*, row_number() over () - 1 as nr from read.supervised s
            where until = 'infinity' and archived_at is not null and kind = 'approval' limit 500;
        create temp table copies as
            select gen_random_uuid() as id, s.nr, n, c.open, c.late, c.opened, c.opened + c.took as ended, c.town, c.unit
            from generate_series(1, $1) n
            cross join lateral (select random() < 0.03 as open, random() < 0.1 as late, random() * interval '14 days' as took,
                now() - case when random() < 0.03 then interval '14 days' else interval '730 days' end * random() - interval '14 days' as opened,
                (array['110115001', '110115002', '110115005', '110115107', '110115108'])[1 + (random() * 4)::int] as town,
                (array['DX-ZSJ', 'DX-CGW', 'DX-SWJ', 'DX-WJW', 'DX-SCJGJ', 'DX-CGZFJ', '110115001', '110115005'])[1 + (random() * 7)::int] as unit
                where n is not null) c
            join seeds s on s.nr = n % (select count(*) from seeds);
        insert into read.supervised (id, since, until, version, number, kind, item, title_zh, title_en, stage, status, unit, intake_unit, town,
            channel, longitude, latitude, opened_at, accepted_at, responded_at, finished_at, archived_at, due_at, warn_at, breached, in_time,
            in_legal_time, working_days, corrections, returns, reworks, reopenings, rating)
        select c.id, case when c.open then c.opened else c.ended end, 'infinity', s.version, 'DX-COPY-' || c.n,
            case when c.n % 3 = 0 then 'approval' else 'grid-case' end, s.item, s.title_zh, s.title_en,
            case when c.open then 'handling' else 'archive' end, case when c.open then 'accepted' else s.status end, c.unit, s.intake_unit, c.town,
            s.channel, 116.3 + random() * 0.2, 39.6 + random() * 0.2, c.opened, c.opened, c.opened + interval '2 hours',
            case when not c.open then c.ended end, case when not c.open then c.ended end,
            case when c.open then c.opened + interval '20 days' end, case when c.open then c.opened + interval '16 days' end, c.late,
            case when not c.open then not c.late end, case when not c.open then not c.late end,
            case when not c.open then extract(epoch from c.ended - c.opened) / 120000 end, s.corrections, (random() < 0.05)::int,
            (random() < 0.05)::int, 0, case when random() < 0.3 then 1 + (random() * 4)::int end
        from copies c join seeds s on s.nr = c.nr;
        drop table copies, seeds;
        """;

    private static readonly (string Key, string Path)[] Dashboards =
    [
        ("board", "/api/v1/supervision/board"), ("units", "/api/v1/supervision/units"), ("cards", "/api/v1/supervision/cards"),
        ("trendsByDay", "/api/v1/supervision/trends?by=day"), ("trendsByMonth", "/api/v1/supervision/trends?by=month"),
        ("towns", "/api/v1/supervision/towns"), ("rising", "/api/v1/supervision/rising"), ("hotSpots", "/api/v1/supervision/hot-spots"),
        ("reviews", "/api/v1/supervision/reviews"), ("matters", "/api/v1/supervision/matters?limit=50"),
        ("plan", "/api/v1/plan/initiatives"), ("indicators", "/api/v1/plan/indicators"),
    ];

    public static async Task<Report> Run(Workbench bench, int stored)
    {
        while (await Count(bench.Database, "archived_at is not null and kind = 'approval'") < Seeds)
            await LoopsBench.Loops(bench, 8, TimeSpan.FromSeconds(5));
        await bench.Settle();
        await Fill(bench, stored - await Count(bench.Database, "true"));
        var counted = await DaysCounted(bench.Database);
        using var http = new HttpClient { BaseAddress = bench.Url };
        var token = await (await People.Meet(http)).Token("supervisor");
        var report = new Report($"bench dashboards: {await Count(bench.Database, "true"):N0} matters / 看板")
            .Add("open", "of them open / 未结", await Count(bench.Database, "archived_at is null"))
            .Add("daysCounted", "until their days were counted ahead / 日计数", counted.TotalSeconds, "s");
        foreach (var (key, path) in Dashboards)
        {
            var look = HttpWire.Get(path, token);
            await Load.Send(bench.Url, 1, [.. Enumerable.Range(0, 5).Select(_ => look)]);
            var looks = await Load.Send(bench.Url, 1, [.. Enumerable.Range(0, Looks).Select(_ => look)]);
            report.Add($"{key}.p50", $"GET {path}: p50", looks.Percentile(0.5), "ms")
                .Add($"{key}.p95", $"GET {path}: p95", looks.Percentile(0.95), "ms");
        }
        return report;
    }

    private static async Task Fill(Workbench bench, long missing)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        // One after the other: a batch is planned as a whole, before its temporary tables are there.
        foreach (var statement in Copies.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Append("vacuum analyze read.supervised"))
        {
            await using var copy = new NpgsqlCommand(statement, connection) { CommandTimeout = 0 };
            if (statement.Contains("$1", StringComparison.Ordinal)) copy.Parameters.Add(new() { Value = (int)Math.Max(0, missing) });
            await copy.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Waits until what was filled in is in the counts of days; how long that took.</summary>
    private static async Task<TimeSpan> DaysCounted(NpgsqlDataSource database)
    {
        var began = Stopwatch.GetTimestamp();
        while (await Count(database, "since > coalesce((select max(at) from read.matter_day_marks), '-infinity')") >= MatterDayCounts.UsualStep)
            await Task.Delay(500);
        await using var tidy = database.CreateCommand("vacuum analyze read.matter_days");
        await tidy.ExecuteNonQueryAsync();
        return Stopwatch.GetElapsedTime(began);
    }

    private static async Task<long> Count(NpgsqlDataSource database, string which)
    {
        await using var query = database.CreateCommand($"select count(*) from read.supervised where until = 'infinity' and {which}");
        return (long)(await query.ExecuteScalarAsync())!;
    }
}

using Npgsql;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Supervision;

/// <summary>What was answered at a moment is answered again when it is asked as of that moment, to the letter.</summary>
public sealed class AsOfTests(TimeHost host) : IClassFixture<TimeHost>
{
    private static readonly string[] Addresses =
    [
        "supervision/board", "supervision/board?kind=grid-case&from=2026-01-01", "supervision/matters", "supervision/matters?light=red",
        "supervision/matters?figure=handled&from=2026-01-01", "supervision/units", "supervision/units?kind=approval&from=2026-01-01",
        "grid-cases/figures", "grid-cases/figures?from=2026-01-01&to=2100-01-01", "supervision/towns",
        "supervision/trends", "supervision/trends?by=week&kind=approval", "supervision/rising", "supervision/hot-spots?from=2026-01-01",
    ];

    [Fact]
    public async Task Every_answer_asked_again_later_is_what_it_was()
    {
        var kept = new List<(string Address, string At, string Body)>();
        foreach (var day in BusyDistrict.Days)
        {
            await day(host);
            await host.CaughtUp();
            await Task.Delay(30);
            foreach (var address in Addresses)
            {
                var at = (await host.District.Anonymous.Get("demo/clock")).Text("now");
                var answer = await host.District.See(address);
                // A list tells no moment; what stands still is at each moment the same.
                kept.Add((address, answer.Json.TryGetProperty("at", out var told) ? told.GetString()! : at, answer.Body));
            }
            await Task.Delay(30);
        }
        foreach (var address in Addresses) kept.Where(k => k.Address == address).DistinctBy(k => k.Body).Count().ShouldBeGreaterThan(1, address);
        (await host.Host.Sql.Value<long>("select count(*) from read.matter_day_marks")).ShouldBeGreaterThan(5, "days are counted ahead");
        await Same("");
        await Marks_that_a_row_is_in_are_taken_back_with_it();
        await Same("select pg_advisory_xact_lock(hashtext('smartcity.spans')); truncate read.matter_days, read.matter_day_marks");
        (await host.District.See("supervision/board?asOf=2020-01-01T00:00:00%2B08:00"))["total"].GetProperty("count").GetInt64().ShouldBe(0);

        async Task Same(string before)
        {
            foreach (var (address, at, body) in kept)
            {
                if (before.Length > 0) await host.Host.Sql.Execute(before);
                var again = await host.District.See($"{address}{(address.Contains('?') ? '&' : '?')}asOf={Uri.EscapeDataString(at)}");
                again.Body.ShouldBe(body, $"{address} as of {at}; {before}");
            }
        }
    }

    /// <summary>What is undone at the end of the statement tells whether the marks after the row were there.</summary>
    private async Task Marks_that_a_row_is_in_are_taken_back_with_it()
    {
        foreach (var (change, kept) in new[]
            {
                ("update read.supervised set unit = 'nowhere' where (id, since) = (one.id, one.since)", false),
                ("update read.supervised set title_zh = 'x' where (id, since) = (one.id, one.since)", true),
                ("update read.supervised set until = one.until - interval '1 microsecond' where (id, since) = (one.id, one.since)", false),
                ("update read.supervised set until = now() where (id, since) = (select id, since from read.supervised order by since desc limit 1)", true),
                ("delete from read.supervised where (id, since) = (one.id, one.since)", false),
                ("insert into read.supervised select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).*", false),
                ("truncate read.supervised", false),
            })
            (await Should.ThrowAsync<PostgresException>(() => host.Host.Sql.Execute(
                $"""
                do $$
                declare one read.supervised; before timestamptz; later boolean;
                begin
                    select * into one from read.supervised where until < 'infinity' and finished_at is not null order by since limit 1;
                    select max(at) into before from read.matter_day_marks;
                    {change};
                    later := exists (select from read.matter_day_marks where at >= least(one.until, before));
                    raise exception 'kept: %', later;
                end $$
                """))).MessageText.ShouldBe(kept ? "kept: t" : "kept: f", change);
    }
}

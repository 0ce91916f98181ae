using System.Globalization;
using System.Text.Json;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;

namespace SmartCity.Host.Tests.Supervision;

/// <summary>Every number on the board and in the figures is the length of the list behind it.</summary>
public sealed class BoardTests(TimeHost host) : IClassFixture<TimeHost>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Each_number_is_that_of_its_list_and_what_is_wrong_is_refused()
    {
        await host.MakeBusy();
        foreach (var more in (string[])["", "?kind=grid-case", "?from=2026-01-01", "?light=red", "?unit=DX-SWJ&from=2026-01-01&to=2100-01-01"])
        {
            var board = await _district.See("supervision/board" + more);
            var seen = await _district.AgreesWithItsLists(board);
            board["total"].GetProperty("count").GetInt64().ShouldBeGreaterThan(0, more);
            seen.ShouldBeGreaterThan(10, more);
            foreach (var part in (string[])["byKind", "byStage", "byUnit", "byTown", "byLight", "cells"])
                board[part].EnumerateArray().Sum(p => p.GetProperty("count").GetInt64())
                    .ShouldBe(board["total"].GetProperty("count").GetInt64(), part + more);
        }
        var lights = (await _district.See("supervision/board?from=2026-01-01"))["byLight"].EnumerateArray()
            .ToDictionary(l => l.GetProperty("code").GetString()!, l => l.GetProperty("count").GetInt64());
        lights["red"].ShouldBeGreaterThan(0);
        lights["green"].ShouldBeGreaterThan(0);

        var clock = DateTimeOffset.Parse((await _district.Anonymous.Get("demo/clock")).Text("now"), CultureInfo.InvariantCulture);
        var since = clock.AddDays(-18);
        var moment = Uri.EscapeDataString(since.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));
        var recent = await _district.See("supervision/board?from=" + moment);
        (await _district.Behind(recent["total"].GetProperty("href").GetString()!))
            .ShouldAllBe(m => m.GetProperty("openedAt").GetDateTimeOffset() >= since.AddSeconds(-1));
        recent["total"].GetProperty("count").GetInt64().ShouldBeGreaterThan(0);

        var units = await _district.See("supervision/units?from=2026-01-01");
        (await _district.AgreesWithItsLists(units)).ShouldBeGreaterThan(50);
        var all = units["all"];
        foreach (var share in (string[])["returned", "reworked", "reopened", "corrections", "rated", "satisfaction", "bad", "onTime", "inLegalTime"])
            all.GetProperty(share).GetProperty("counted").GetInt64().ShouldBeGreaterThan(0, share);
        foreach (var count in (string[])["received", "handled", "open", "overdue"])
            all.GetProperty(count).GetProperty("count").GetInt64().ShouldBeGreaterThan(0, count);
        all.GetProperty("days").GetProperty("median").GetDouble().ShouldBeGreaterThanOrEqualTo(0);
        (await _district.Behind(all.GetProperty("received").GetProperty("href").GetString()!, limit: 3)).Count
            .ShouldBe((int)all.GetProperty("received").GetProperty("count").GetInt64(), "pages leave nothing out");

        var figures = await _district.See("grid-cases/figures?from=2026-01-01&to=2100-01-01");
        (await _district.AgreesWithItsLists(figures)).ShouldBeGreaterThan(30);
        foreach (var rate in (string[])["filingOnTime", "dispatchOnTime", "checkOnTime", "return", "rework", "reopening", "solved"])
            figures["all"].GetProperty(rate).GetProperty("counted").GetInt64().ShouldBeGreaterThan(0, rate);
        var now = DateTimeOffset.Parse((await _district.Anonymous.Get("demo/clock")).Text("now"), CultureInfo.InvariantCulture);
        string Month(int from) => now.ToOffset(TimeSpan.FromHours(8)).AddMonths(from).ToString("yyyy-MM", CultureInfo.InvariantCulture);
        var towns = await _district.See("supervision/towns?month=" + Month(-1));
        (await _district.AgreesWithItsLists(towns)).ShouldBeGreaterThan(30);
        Ranked(await _district.See("supervision/towns?month=" + Month(0)), await _district.See("supervision/towns?month=" + Month(-1)));

        var supervisor = await _district.As("supervisor-1");
        (await supervisor.Get("supervision/board?light=blue")).Refused(400, "request.unknown-word");
        (await supervisor.Get("supervision/matters?figure=all")).Refused(400, "request.unknown-word");
        (await supervisor.Get("supervision/board?asOf=2199-01-01T00:00:00%2B08:00")).Refused(400, "request.bad-time");
        (await supervisor.Get("supervision/units?from=2026-02-01&to=2026-01-01")).Refused(400, "request.bad-period");
        (await supervisor.Get("supervision/towns?month=2026-13")).Refused(400, "request.bad-time");
        (await supervisor.Get("supervision/trends?from=2000-01-01&by=day")).Refused(400, "request.bad-period");
        (await supervisor.Get("grid-cases/figures/cases?figure=all")).Refused(400, "request.unknown-word");
        (await supervisor.Get("grid-cases/figures/cases?figure=cases&part=some")).Refused(400, "request.unknown-word");
        (await supervisor.Get("reviews?level=9")).Refused(400, "request.unknown-word");
        foreach (var wrong in (string[])["state=gone", "light=blue", "area=none", "deadline=soon"])
            (await supervisor.Get("plan/initiatives?" + wrong)).Refused(400, "request.unknown-word");
        (await supervisor.Get("supervision/trends?by=hour")).Refused(400, "request.unknown-word");
        (await (await _district.Integrator).Get("supervision/board")).Status.ShouldBe(403);
    }

    /// <summary>Scores from the rates by 30, 35 and 35, ranks from the scores, changes from the ranks of the month before.</summary>
    private static void Ranked(Reply month, Reply before)
    {
        var last = Ranks(before);
        var scores = month["towns"].EnumerateArray().Select(Score).ToList();
        foreach (var town in month["towns"].EnumerateArray())
        {
            var (name, score) = (town.GetProperty("town").GetString()!, Score(town));
            Number(town, "score").ShouldBe(score, name);
            Number(town, "rank").ShouldBe(score is null ? null : 1 + scores.Count(other => other > score), name);
            Number(town, "change").ShouldBe(last.TryGetValue(name, out var rank) && Number(town, "rank") is { } own ? rank - own : null, name);
        }
        scores.Concat(before["towns"].EnumerateArray().Select(Score)).ShouldContain(score => score != null);

        static Dictionary<string, double> Ranks(Reply towns) => towns["towns"].EnumerateArray().Where(t => Number(t, "rank") is not null)
            .ToDictionary(t => t.GetProperty("town").GetString()!, t => Number(t, "rank")!.Value);
        static double? Score(JsonElement town) =>
            Rate(town, "response") is { } a && Rate(town, "solved") is { } b && Rate(town, "satisfied") is { } c
                ? Math.Round(30 * a + 35 * b + 35 * c, 2) : null;
        static double? Rate(JsonElement town, string name) => Number(town.GetProperty(name), "value");
        static double? Number(JsonElement of, string name) =>
            of.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;
    }
}

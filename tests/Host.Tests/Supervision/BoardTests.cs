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
        var towns = await _district.See("supervision/towns?month=" + (await _district.Anonymous.Get("demo/clock")).Text("now")[..7]);
        (await _district.AgreesWithItsLists(towns)).ShouldBeGreaterThan(30);

        var supervisor = await _district.As("supervisor-1");
        (await supervisor.Get("supervision/board?light=blue")).Refused(400, "request.unknown-word");
        (await supervisor.Get("supervision/matters?figure=all")).Refused(400, "request.unknown-word");
        (await supervisor.Get("supervision/board?asOf=2199-01-01T00:00:00%2B08:00")).Refused(400, "request.bad-time");
        (await supervisor.Get("supervision/units?from=2026-02-01&to=2026-01-01")).Refused(400, "request.bad-period");
        (await (await _district.Integrator).Get("supervision/board")).Status.ShouldBe(403);
    }
}

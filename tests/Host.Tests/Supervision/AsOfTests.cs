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
        foreach (var (address, at, body) in kept)
        {
            var again = await host.District.See($"{address}{(address.Contains('?') ? '&' : '?')}asOf={Uri.EscapeDataString(at)}");
            again.Body.ShouldBe(body, $"{address} as of {at}");
        }
        (await host.District.See("supervision/board?asOf=2020-01-01T00:00:00%2B08:00"))["total"].GetProperty("count").GetInt64().ShouldBe(0);
    }
}

using System.Collections.Concurrent;
using NodaTime;
using SmartCity.Host.Tests.Shared;
using static SmartCity.Host.Tests.Devices.Telemetry.Station;

namespace SmartCity.Host.Tests.Devices.Telemetry;

/// <summary>The whole program dies while devices send over HTTP.</summary>
public sealed class KillTests
{
    [Fact]
    public async Task After_a_kill_in_mid_batch_every_acknowledged_value_is_there_and_the_rest_is_sent_again_once()
    {
        const int messages = 2_000;
        var (database, port) = (await Databases.New(), HostProcess.FreePort());
        var folder = Directory.CreateTempSubdirectory("smartcity-telemetry-kill-test").FullName;
        var acknowledged = new ConcurrentBag<int>();
        string code, token;
        await using (var first = await HostProcess.Start(database, folder, port))
        {
            var integrator = await first.District.Integrator;
            var unit = (await integrator.Get("units")).Expect(200)["items"][0].GetProperty("code").GetString();
            var lamp = (await integrator.Post("devices", new
            {
                kind = "lamp-post", name = "灯杆", unit, location = new { longitude = 116.33, latitude = 39.73 },
            }, Guid.NewGuid().ToString())).Expect(201);
            (code, token) = (lamp.Text("code"), lamp["credentials"].GetProperty("token").GetString()!);
            using var http = new HttpClient { BaseAddress = first.District.Address };
            var sending = Send(http, code, token, messages, acknowledged);
            while (acknowledged.Count < 300) await Task.Delay(2);
            await first.Kill();
            await sending;
        }
        acknowledged.Count.ShouldBeInRange(300, messages - 1);
        await using var sql = new Sql(database);
        var kept = (await sql.Rows("select value::int from telemetry.points")).Select(int.Parse).ToHashSet();
        acknowledged.Count(value => !kept.Contains(value)).ShouldBe(0);

        await using var second = await HostProcess.Start(database, folder, port);
        using var again = new HttpClient { BaseAddress = second.District.Address };
        var all = new ConcurrentBag<int>();
        await Send(again, code, token, messages, all);

        all.Count.ShouldBe(messages);
        (await sql.Rows("select count(*), count(distinct value) from telemetry.points")).ShouldBe([$"{messages}|{messages}"]);
        TestContext.Current.SendDiagnosticMessage($"killed with {acknowledged.Count} acknowledged and {kept.Count} kept");
    }

    /// <summary>One value a message, eight at once; what is answered 200 counts as acknowledged.</summary>
    private static Task Send(HttpClient http, string code, string token, int messages, ConcurrentBag<int> acknowledged) =>
        Parallel.ForAsync(0, messages, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, stop) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/devices/{code}/telemetry");
            request.Headers.Authorization = new("Bearer", token);
            request.Content = new StringContent($$"""[{"point":"lux","value":{{i}},"at":"{{Noon + Duration.FromSeconds(i)}}"}]""");
            request.Content.Headers.ContentType = new("application/json");
            try
            {
                using var answer = await http.SendAsync(request, stop);
                if (answer.IsSuccessStatusCode) acknowledged.Add(i);
                else ((int)answer.StatusCode).ShouldBe(503, await answer.Content.ReadAsStringAsync(stop));
            }
            catch (HttpRequestException)
            {
                // The program is gone.
            }
        });
}

using System.Diagnostics;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Tests.GridCases.Patrols;

/// <summary>巡查: shifts, tracks in bulk, coverage.</summary>
public sealed class PatrolTests(TimeHost time, ITestOutputHelper output) : IClassFixture<TimeHost>
{
    private const string Town = "110115005", Officer = "huangcun-officer-1";

    private IReadOnlyList<GridCell> Cells => [.. time.Host.Service<GridMap>().CellsOf(Town)];

    [Fact]
    public async Task A_shift_is_planned_walked_and_covered()
    {
        var cells = Cells.Take(4).ToList();
        var id = (await Plan("huangcun-grid-1", cells)).Expect(201)["id"].GetGuid();
        (await Plan("huangcun-grid-1", cells)).Refused(409, "patrol.shifts-overlap");
        (await Act("huangcun-grid-2", $"patrols/shifts/{id}/start")).Refused(403, "patrol.not-your-shift");
        (await Act("huangcun-grid-1", $"patrols/shifts/{id}/track", Track([Inside(cells[0])]))).Refused(409, "patrol.not-running");
        (await Act("huangcun-grid-1", $"patrols/shifts/{id}/start")).Expect(200);
        await time.Pass("PT30M");

        var track = Track([Inside(cells[0]), Inside(cells[2]), (116.0, 39.0)]);
        var sent = (await Act("huangcun-grid-1", $"patrols/shifts/{id}/track", track)).Expect(200);
        (sent["received"].GetInt32(), sent["added"].GetInt32(), sent["cellsVisited"].GetInt32()).ShouldBe((3, 3, 2));
        (await Act("huangcun-grid-1", $"patrols/shifts/{id}/track", track)).Expect(200)["added"].GetInt32().ShouldBe(0, "a repeat");

        (await Act("huangcun-grid-1", $"patrols/shifts/{id}/tasks/1/done", new { report = "井盖完好" })).Expect(200);
        (await Act("huangcun-grid-1", $"patrols/shifts/{id}/end")).Expect(200).Text("status").ShouldBe("ended");

        var shift = (await (await time.District.As(Officer)).Get($"patrols/shifts/{id}")).Expect(200);
        shift["coverage"].GetDecimal().ShouldBe(0.5m);
        shift["tasks"][0].GetProperty("done").GetBoolean().ShouldBeTrue();
        shift["cells"].EnumerateArray().Where(cell => cell.GetProperty("visited").GetBoolean())
            .Select(cell => cell.GetProperty("code").GetString()).ShouldBe([cells[0].Code, cells[2].Code], ignoreOrder: true);
        var points = (await (await time.District.As(Officer)).Get($"patrols/shifts/{id}/track?limit=2")).Expect(200);
        points["items"].GetArrayLength().ShouldBe(2);
        (await (await time.District.As(Officer)).Get($"patrols/shifts/{id}/track?cursor={points.Text("nextCursor")}"))["items"].GetArrayLength().ShouldBe(1);

        var coverage = (await (await time.District.As("centre-duty-officer-1")).Get($"patrols/coverage?town={Town}")).Expect(200);
        var day = coverage["items"].EnumerateArray().Last();
        day.GetProperty("coverage").GetDecimal().ShouldBeGreaterThan(0);
        (await (await time.District.As("caiyu-officer-1")).Get($"patrols/shifts/{id}")).Refused(404, "patrol.not-found");
        (await (await time.District.As(Officer)).Get($"patrols/shifts?member=huangcun-grid-1"))["items"][0].GetProperty("id").GetGuid().ShouldBe(id);
        (await time.District.Matter(id)).Text("stage").ShouldBe("archive");

        const string Rows = "select string_agg(s::text, '|' order by s.id) from read.patrol_shifts s";
        var live = await time.Host.Sql.Value<string>(Rows);
        await time.Host.Sql.Execute("delete from read.patrol_shifts");
        (await (await time.District.Admin).Post("operations/rebuild")).Expect(200);
        (await time.Host.Sql.Value<string>(Rows)).ShouldBe(live, "a rebuilt read model equals the live one");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused()
    {
        var strange = time.Host.Service<GridMap>().CellsOf("110115104").First();
        (await Plan("huangcun-grid-3", [strange])).Refused(422, "patrol.cell-not-of-town");
        (await Plan("nobody", [Cells[0]])).Refused(422, "patrol.member-unknown");
        (await Plan(Officer, [Cells[0]])).Refused(422, "patrol.member-unknown");
        (await Plan("huangcun-grid-3", [Cells[0]], by: "caiyu-officer-1")).Refused(403, "patrol.not-allowed");

        var id = (await Plan("huangcun-grid-3", [Cells[0]])).Expect(201)["id"].GetGuid();
        (await Act("huangcun-grid-3", $"patrols/shifts/{id}/start")).Expect(200);
        var document = new MultipartFormDataContent();
        var file = new ByteArrayContent("%PDF-1.7\n%%EOF"u8.ToArray());
        file.Headers.ContentType = new("application/pdf");
        document.Add(file, "file", "a.pdf");
        var upload = (await (await time.District.As("huangcun-grid-3")).Send(HttpMethod.Post, "attachments", document)).Expect(201)["id"].GetGuid();
        (await Act("huangcun-grid-3", $"patrols/shifts/{id}/tasks/1/done", new { report = "完好", photos = new[] { upload } }))
            .Refused(422, "patrol.photo-invalid");
        var future = new { points = new[] { new { at = Text(time.Now + Duration.FromMinutes(10)), longitude = 116.34, latitude = 39.72 } } };
        (await Act("huangcun-grid-3", $"patrols/shifts/{id}/track", future)).Refused(422, "patrol.track-point-invalid");
        var nowhere = new { points = new[] { new { at = Text(time.Now), longitude = 416.34, latitude = 39.72 } } };
        (await Act("huangcun-grid-3", $"patrols/shifts/{id}/track", nowhere)).Refused(422, "patrol.track-point-invalid");
        (await Act("huangcun-grid-3", $"patrols/shifts/{id}/track", new { points = Array.Empty<object>() })).Refused(422, "patrol.track-too-long");
    }

    [Fact]
    public async Task A_case_reported_on_patrol_names_a_shift_of_ones_own_that_is_going_on()
    {
        const string Member = "caiyu-grid-1";
        var cell = time.Host.Service<GridMap>().CellsOf("110115104").First();
        var id = (await Plan(Member, [cell], by: "caiyu-officer-1")).Expect(201)["id"].GetGuid();
        Task<Reply> Report(string by)
        {
            var body = CaseReports.Refuse("grid-member", anonymous: true);
            body["patrolShift"] = id;
            return Act(by, "grid-cases", body);
        }

        (await Report(Member)).Refused(422, "grid-case.shift-unknown");
        (await Act(Member, $"patrols/shifts/{id}/start")).Expect(200);
        (await Report("huangcun-grid-1")).Refused(422, "grid-case.shift-unknown");
        (await Report(Member)).Expect(201);
        (await Act(Member, $"patrols/shifts/{id}/end")).Expect(200);
        (await Report(Member)).Refused(422, "grid-case.shift-unknown");
    }

    [Fact]
    public async Task Of_two_nodes_that_plan_at_once_one_sees_the_others_shift()
    {
        await using var second = await RunningHost.Start(time.Host.Database, time.Host.Folder, keep: true);
        var officers = new[] { await time.District.As("huangcun-officer-1"), await second.District.As("huangcun-officer-1") };
        for (var day = 1; day <= 5; day++)
        {
            var from = time.Now + Duration.FromDays(day);
            var body = new
            {
                member = "huangcun-grid-1",
                cells = new[] { Cells[0].Code },
                from = Text(from),
                to = Text(from + Duration.FromHours(4)),
            };
            var replies = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                i => officers[i % 2].Post("patrols/shifts", body, Guid.NewGuid().ToString())));
            replies.Count(reply => reply.Status == 201).ShouldBe(1);
            foreach (var other in replies.Where(reply => reply.Status != 201)) other.Refused(409, "patrol.shifts-overlap");
        }
    }

    [Fact]
    public async Task Five_thousand_points_are_kept_at_once()
    {
        var cells = Cells.Take(10).ToList();
        var id = (await Plan("huangcun-grid-2", cells)).Expect(201)["id"].GetGuid();
        (await Act("huangcun-grid-2", $"patrols/shifts/{id}/start")).Expect(200);
        await time.Pass("PT1H50M");
        var end = time.Now;
        var (took, cpu) = (new List<double>(), new List<double>());
        for (var call = 0; call < 5; call++)
        {
            var points = Enumerable.Range(0, 5000).Select(i => new
            {
                at = Text(end - Duration.FromMilliseconds(200 * (i + 1)) - Duration.FromMinutes(20 * call)),
                longitude = Inside(cells[i % 10]).Longitude,
                latitude = Inside(cells[i % 10]).Latitude,
            });
            var body = JsonSerializer.Serialize(new { points });
            var (clock, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
            (await Act("huangcun-grid-2", $"patrols/shifts/{id}/track", body)).Expect(200)["added"].GetInt32().ShouldBe(5000);
            took.Add(clock.Elapsed.TotalMilliseconds);
            cpu.Add((Environment.CpuUsage.TotalTime - used).TotalMilliseconds);
        }

        output.WriteLine($"5,000 points a call: {string.Join(", ", took.Select(t => $"{t:0}"))} ms, of which client and host "
            + $"reckoned {string.Join(", ", cpu.Select(t => $"{t:0}"))} ms");
        took.Min().ShouldBeLessThan(1_000);
        (await (await time.District.As(Officer)).Get($"patrols/shifts/{id}"))["coverage"].GetDecimal().ShouldBe(1m);
    }

    private async Task<Reply> Plan(string member, IReadOnlyList<GridCell> cells, string by = Officer) => await Act(by, "patrols/shifts", new
    {
        member,
        cells = cells.Select(cell => cell.Code),
        from = Text(time.Now),
        to = Text(time.Now + Duration.FromHours(4)),
        tasks = new[] { new { text = "检查井盖", cell = cells[0].Code } },
    });

    private async Task<Reply> Act(string by, string path, object? body = null) =>
        await (await time.District.As(by)).Post(path, body, Guid.NewGuid().ToString());

    private object Track(IReadOnlyList<(double Longitude, double Latitude)> places)
    {
        var now = time.Now;
        return new
        {
            points = places.Select((place, i) => new
            {
                at = Text(now - Duration.FromSeconds(10 * (places.Count - i))),
                longitude = place.Longitude,
                latitude = place.Latitude,
                accuracy = 5.5,
            }).ToList(),
        };
    }

    private static (double Longitude, double Latitude) Inside(GridCell cell) => (cell.Shape.InteriorPoint.X, cell.Shape.InteriorPoint.Y);

    private static string Text(Instant at) => InstantPattern.ExtendedIso.Format(at);
}

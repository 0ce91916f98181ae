namespace SmartCity.Host.Tests.Shared;

/// <summary>A running matter stays on its version of the process until it is moved to a newer one.</summary>
public sealed class MigrationTests
{
    [Fact]
    public async Task A_matter_stays_on_its_version_moves_where_its_tasks_map_and_is_refused_where_they_do_not()
    {
        var database = await Databases.New();
        var folder = Directory.CreateTempSubdirectory("smartcity-migration-test").FullName;
        Guid atCheck, atReview;
        await using (var first = await RunningHost.Start(database, folder, keep: true))
        {
            atCheck = await first.District.File("mass-event");
            atReview = await first.District.File("mass-event");
            await first.District.CarryTo(atReview, "first-check");
        }
        using var catalog = new TestCatalog()
            .WithProcess("joint-review", 3, ("name=\"部门审查\"", "name=\"部门会审\""))
            .WithProcess("joint-review", 4, ("id=\"first-check\"", "id=\"initial-check\""), ("Ref=\"first-check\"", "Ref=\"initial-check\""),
                ("Element=\"first-check\"", "Element=\"initial-check\""));
        await using var second = await RunningHost.Start(database, folder, more: catalog.Setting);
        var (district, admin) = (second.District, await second.District.Admin);
        (await district.Matter(await district.File("mass-event")))["processVersion"].GetInt32().ShouldBe(4, "the newest for new ones");
        (await district.Matter(atCheck))["processVersion"].GetInt32().ShouldBe(2);

        (await (await district.As("gafj-officer-1")).Post($"matters/{atReview}/migrate", new { toVersion = 3 })).Expect(403);
        (await admin.Post($"matters/{atReview}/migrate", new { toVersion = 9 })).Refused(409, "process.cannot-migrate");
        var refused = (await admin.Post($"matters/{atReview}/migrate", new { toVersion = 4 })).Refused(409, "process.cannot-migrate");
        refused.Body.ShouldContain("first-check");
        var before = (await district.Matter(atReview))["version"].GetInt64();
        (await admin.Post($"matters/{atReview}/migrate", new { toVersion = 3 }, version: before - 1)).Expect(412);
        (await admin.Post($"matters/{atReview}/migrate", new { toVersion = 3 }, version: before)).Expect(200)
            .Text("process").ShouldBe("joint-review.v3");
        var moved = await district.Matter(atReview);
        moved["processVersion"].GetInt32().ShouldBe(3);
        moved["version"].GetInt64().ShouldBe(before + 1);
        (await district.CarryTo(atReview, null)).ShouldContain("department-review");
        (await district.Matter(atReview)).Text("stage").ShouldBe("archive");

        // What was renamed is told: then the same matter may go to the fourth version.
        (await admin.Post($"matters/{atCheck}/migrate", new { toVersion = 3 })).Expect(200);
        (await district.Do(atCheck, "materials-check")).Expect(200);
        (await admin.Post($"matters/{atCheck}/migrate", new { toVersion = 4 })).Refused(409, "process.cannot-migrate");
        (await admin.Post($"matters/{atCheck}/migrate",
            new { toVersion = 4, elements = new Dictionary<string, string> { ["first-check"] = "initial-check" } })).Expect(200);
        (await district.Tasks(atCheck)).ShouldHaveSingleItem().Code().ShouldBe("initial-check");
        var inbox = (await (await district.As("gafj-officer-1")).Get("tasks?limit=200"))["items"].EnumerateArray();
        inbox.ShouldContain(t => t.GetProperty("matterId").GetGuid() == atCheck && t.Code() == "initial-check");
        (await (await district.Integrator).Get($"matters/{atCheck}/diagram")).Expect(200).Body.ShouldContain("initial-check");
    }
}

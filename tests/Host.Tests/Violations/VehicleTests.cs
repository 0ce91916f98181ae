using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Violations;

/// <summary>Readings of vehicles over HTTP.</summary>
public sealed class VehicleTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task The_second_failed_reading_makes_a_violation_and_a_passed_inspection_closes_it()
    {
        var plate = Plate();
        (await Read(plate, passed: true)).Expect(200)["recorded"].GetBoolean().ShouldBeFalse();
        var first = (await Read(plate)).Expect(200);
        first.Text("status").ShouldBe("observed");
        var id = first["id"].GetGuid();
        (await (await _district.Integrator).Get("matters?kind=violation&q=" + first.Text("number"))).Expect(200)["items"].GetArrayLength().ShouldBe(0);

        (await Read(plate)).Expect(200)["id"].GetGuid().ShouldBe(id);
        (await _district.Tasks(id)).Single().Code().ShouldBe("vehicle-verification");
        (await (await _district.Integrator).Get("matters?kind=violation&q=" + first.Text("number"))).Expect(200)["items"].GetArrayLength().ShouldBe(1);
        await _district.CarryTo(id, "vehicle-inspection");
        (await Read(plate, method: "inspection")).Expect(200).Text("status").ShouldBe("notified");
        (await Read(plate, passed: true, method: "inspection")).Expect(200).Text("status").ShouldBe("closed");
        (await _district.Matter(id)).Body.ShouldNotContain(plate, Case.Sensitive, "an integrator sees no plate in clear");
        (await Read(plate)).Expect(200)["id"].GetGuid().ShouldNotBe(id, "a new failure is a new matter");
    }

    [Fact]
    public async Task Readings_of_the_same_moment_are_of_one_matter()
    {
        var plate = Plate();
        var ids = (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Read(plate)))).Select(r => r.Expect(200)["id"].GetGuid());
        ids.Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task A_further_reading_is_taken_from_another_unit_and_however_its_fields_are_spelt()
    {
        var plate = Plate();
        var id = (await Read(plate)).Expect(200)["id"].GetGuid();
        var stranger = await _district.As("jtzd-officer-1");
        (await stranger.Get($"matters/{id}")).Expect(404);
        var second = await stranger.Post("violations/vehicle-readings", new Dictionary<string, object>
        {
            ["Reading"] = Guid.NewGuid().ToString("N"), ["Plate"] = plate, ["At"] = DateTimeOffset.UtcNow, ["Method"] = "remote-sensing",
            ["Place"] = "DX-VRS-02", ["Passed"] = false, ["Location"] = new { longitude = 116.34, latitude = 39.72 },
        });
        (second.Expect(200)["id"].GetGuid(), second.Text("status")).ShouldBe((id, "reported"));
        (await stranger.Get($"matters/{id}")).Expect(404);
    }

    [Fact]
    public async Task A_reading_that_cannot_be_taken_is_refused()
    {
        var integrator = await _district.Integrator;
        (await Read("?")).Expect(422);
        (await Read(Plate(), method: "smell")).Refused(422, "violation.reading-invalid");
        (await integrator.Post("violations/vehicle-readings", "{")).Expect(400);
        (await integrator.Post("violations/vehicle-readings", "[]")).Expect(400);
    }

    private static string Plate() => "京B" + Guid.NewGuid().ToString("N")[..5].ToUpperInvariant();

    private async Task<Reply> Read(string plate, bool passed = false, string method = "remote-sensing") =>
        await (await _district.Integrator).Post("violations/vehicle-readings", new
        {
            reading = Guid.NewGuid().ToString("N"),
            plate,
            at = DateTimeOffset.UtcNow,
            method,
            place = "DX-VRS-01",
            passed,
            location = new { longitude = 116.34, latitude = 39.72 },
            values = new { opacity = 0.42 },
            owner = new { name = "李四", phone = "13900005678" },
        });
}

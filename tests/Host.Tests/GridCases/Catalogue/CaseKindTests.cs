using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases.Catalogue;

public sealed class CaseKindTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task Every_kind_in_force_is_listed_once_in_pages()
    {
        var clerk = await _district.As("centre-dispatcher-1");
        var codes = new List<string>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await clerk.Get($"case-kinds?limit=60&cursor={cursor}")).Expect(200);
            codes.AddRange(page["items"].EnumerateArray().Select(kind => kind.GetProperty("code").GetString()!));
            cursor = page["nextCursor"].GetString();
        }
        codes.ShouldBeUnique();
        codes.ShouldBeInOrder();
        codes.Count.ShouldBeGreaterThan(140);
        codes.ShouldContain("event-06010");
        codes.ShouldNotContain("event-0102", "the national standard has it under another code now");
        var parts = (await clerk.Get("case-kinds?category=part&limit=200&q=manhole")).Expect(200)["items"];
        parts.GetArrayLength().ShouldBe(13);
    }

    [Fact]
    public async Task A_kind_says_where_it_stands_how_certain_that_is_and_its_limits()
    {
        var kind = (await (await _district.Integrator).Get("case-kinds/event-06010")).Expect(200);
        kind["kind"].GetProperty("name").GetString().ShouldBe("Exposed refuse");
        kind["kind"].GetProperty("standardRef").GetString().ShouldBe("GB/T 47678.5-2026");
        kind["kind"].GetProperty("certainty").GetString()!.ShouldContain("medium");
        kind["limits"].GetProperty("1").GetProperty("handling").GetString().ShouldBe("120 minutes");
        kind["limitsRule"].GetString()!.ShouldStartWith("limits@");
        (await (await _district.Integrator).Get("case-kinds/event-0102")).Refused(404, "case-kind.not-found");
        (await _district.Anonymous.Get("case-kinds")).Expect(401);
    }

    [Fact]
    public async Task A_directory_with_a_code_that_is_in_force_elsewhere_is_refused()
    {
        var body = """
            {"standardRef":"DX-TEST","version":1,"title":{"zh":"一","en":"One"},"validFrom":"2026-11-01","source":{"zh":"一","en":"One"},
             "certainty":{"zh":"一","en":"One"},"majors":[{"code":"event-06","name":{"zh":"一","en":"One"}}],
             "kinds":[{"code":"event-06010","major":"event-06","name":{"zh":"一","en":"One"}}]}
            """;
        var admin = await _district.Admin;
        (await admin.Post("case-kinds", body)).Refused(409, "case-kinds.code-twice");
        (await admin.Post("case-kinds", body.Replace("\"event-06\"", "\"part-06\"", StringComparison.Ordinal))).Refused(422, "case-kinds.field-invalid");
        (await admin.Post("case-kinds", "{}")).Refused(400, "catalogue.malformed");
        (await (await _district.As("centre-dispatcher-1")).Post("case-kinds", body)).Expect(403);
    }

    [Fact]
    public async Task The_map_is_geojson_and_says_that_it_is_drawn()
    {
        var clerk = await _district.As("centre-dispatcher-1");
        foreach (var (path, least) in ((string, int)[])[("grid/towns", 20), ("grid/cells", 500)])
        {
            var map = (await clerk.Get(path)).Expect(200);
            map.MediaType.ShouldBe("application/geo+json");
            map["type"].GetString().ShouldBe("FeatureCollection");
            map["features"].GetArrayLength().ShouldBeGreaterThan(least);
            map["features"].EnumerateArray().ShouldAllBe(f => f.GetProperty("properties").GetProperty("drawn").GetBoolean());
        }
    }
}

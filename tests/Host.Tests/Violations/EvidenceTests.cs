using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Violations;

/// <summary>Evidence stands in the ledger by its hash.</summary>
public sealed class EvidenceTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task What_was_uploaded_stands_in_the_record_by_its_sha256()
    {
        var id = await _district.Violation();
        var officer = await _district.As("sthj-officer-1");
        var (photo, sha256) = await officer.Upload(1);
        (await officer.Post($"violations/{id}/evidence", new { evidence = new { attachmentId = photo, sha256, description = "排口照片" } })).Expect(200);
        await _district.CarryTo(id, "penalty-notice");
        var record = (await _district.Matter(id))["facts"].GetProperty("record").GetProperty("evidence").EnumerateArray().ToList();
        record.Select(item => item.GetProperty("sha256").GetString()).ShouldContain(sha256);
    }

    [Fact]
    public async Task A_hash_that_is_not_that_of_the_file_is_refused_and_so_is_a_file_that_is_not_there()
    {
        var id = await _district.Violation();
        var officer = await _district.As("sthj-officer-1");
        var (photo, _) = await officer.Upload(2);
        (await officer.Post($"violations/{id}/evidence", new { evidence = new { attachmentId = photo, sha256 = new string('0', 64) } }))
            .Refused(422, "violation.evidence-mismatch");
        (await officer.Post($"violations/{id}/evidence", new { evidence = (Guid[])[Guid.NewGuid()] }))
            .Refused(422, "violation.attachment-unknown");
        (await officer.Post($"violations/{id}/evidence", new { evidence = 7 })).Expect(400);
        (await _district.Matter(id))["facts"].GetProperty("evidence").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Evidence_in_words_of_another_shape_is_kept_as_it_was_said()
    {
        var body = ViolationReports.Body();
        body["evidence"] = new System.Text.Json.Nodes.JsonObject { ["witness"] = "保安", ["device"] = "DX-AIR-01", ["value"] = 99 };
        var facts = (await _district.Matter(await _district.Violation(body)))["facts"];
        facts.GetProperty("evidence")[0].GetProperty("description").GetString()!.ShouldContain("witness: \"保安\"");
        facts.GetProperty("exceedance").GetProperty("value").GetDecimal().ShouldBe(99);
    }
}

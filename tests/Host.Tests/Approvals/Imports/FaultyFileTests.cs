using System.IO.Compression;
using System.Text;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals.Imports;

public sealed class FaultyFileTests(SharedHost host)
{
    private const string Header =
        "caseId,channel,department,group,responsible,startedAt,plannedAt,deadlineAt,endedAt,"
        + "instance,activity,transition,stepGroup,resource,occurredAt";

    private static readonly (string Text, string? Fault)[] Planted =
    [
        (Line("a", "1"), null),
        (Line("a", "2", at: "2020-13-03T09:00:00+08:00"), "import.bad-time"),
        (Line("a", "3", at: "2020-03-03T09:00:00"), "import.bad-time"),
        (Line("a", "4").Replace(",officer", ""), "import.field-count"),
        (Line("a", "5", transition: "finished"), "import.unknown-transition"),
        (Line("a", "6", resource: ""), "import.empty"),
        (Line("a", "7", at: "2920-03-03T09:00:00+08:00"), "import.time-out-of-range"),
        (Line("a", "8", at: "2120-03-03T09:00:00+08:00"), "import.in-the-future"),
        (Line("a", "9", department: "Other"), "import.case-differs"),
        (Line("a", "1"), "import.repeated"),
        (Line("a", "10", resource: "\"off\"icer"), "import.quotes"),
        (Line("a", "11", resource: "\"officer"), "import.quotes"),
        (Line("a", "12", resource: new string('x', 201)), "import.too-long"),
        (Line("a", "13", resource: new string('x', 40_000)), "import.unreadable"),
        (Line("a", "14", at: "2020-03-04 10:00:00.5+08:00", resource: "\"Wang, Li\""), null),
        (Line("b", "1", end: "2020-02-01T00:00:00+08:00"), "import.order"),
        (Line("c", "1", planned: "2020-02-01T00:00:00+08:00"), "import.order"),
        ("", null),
        (Line("d", "1", end: "2020-03-05T09:00:00+08:00"), null),
    ];

    [Fact]
    public async Task A_bad_line_is_told_by_number_and_reason_and_the_rest_goes_in()
    {
        var client = await host.District.Integrator;
        var file = string.Join("\r\n", Planted.Select(p => p.Text).Prepend(Header));

        var summary = (await client.Send("planted", file)).Summary();

        summary.Errors().ShouldBe(Planted.Index().Where(p => p.Item.Fault is not null)
            .Select(p => (p.Index + 2, p.Item.Fault!)));
        summary.GetProperty("errors")[0].GetProperty("reason").GetString()!.ShouldContain("2020-13-03");
        (summary.Count("matters"), summary.Count("events"), summary.Count("lines")).ShouldBe((2, 3, Planted.Length));

        var again = (await client.Send("planted", file)).Summary();
        (again.Count("matters"), again.Count("events"), again.Count("known")).ShouldBe((0, 0, 2));
        again.Errors().ShouldBe(summary.Errors());
    }

    [Fact]
    public async Task A_mended_line_is_added_to_the_matter_that_lacks_it()
    {
        var client = await host.District.Integrator;
        string File(params string[] lines) => string.Join('\n', lines.Prepend(Header));
        await client.Send("mended", File(Line("a", "1"), Line("a", "2", transition: "finished")));

        var summary = (await client.Send("mended", File(Line("a", "1"), Line("a", "2"), Line("b", "1")))).Summary();

        (summary.Count("matters"), summary.Count("extended"), summary.Count("events")).ShouldBe((1, 1, 2));
        await client.Figures("mended", 2, 3);
    }

    [Fact]
    public async Task A_case_whose_lines_stand_apart_is_one_matter()
    {
        var client = await host.District.Integrator;
        var lines = Enumerable.Range(0, 300).Select(i => Line($"case-{i % 3}", $"{i}"));

        var summary = (await client.Send("apart", string.Join('\n', lines.Prepend(Header)))).Summary();

        (summary.Count("matters"), summary.Count("events")).ShouldBe((3, 300));
        await client.Figures("apart", 3, 300);
    }

    [Fact]
    public async Task A_case_that_ended_since_is_archived_by_the_next_import()
    {
        var client = await host.District.Integrator;
        await client.Send("since", $"{Header}\n{Line("a", "1")}");

        var summary = (await client.Send("since", $"{Header}\n{Line("a", "1", end: "2020-03-20T09:00:00+08:00")}")).Summary();

        (summary.Count("extended"), summary.Count("events")).ShouldBe((1, 0));
        var figures = await client.Figures("since", 1, 1);
        (figures.Count("onTime"), figures.Count("open")).ShouldBe((1, 0));
    }

    [Fact]
    public async Task What_is_no_import_is_refused_before_anything_is_stored()
    {
        var client = await host.District.Integrator;
        var text = Encoding.UTF8.GetBytes(Header + "\n" + Line("a", "1"));

        (await client.Send("refused", "caseId,activity\na,b")).Refused(422, "import.columns-missing");
        (await client.Send("refused", "")).Refused(422, "import.columns-missing");
        (await client.Send("Not a name", text)).Refused(400, "import.bad-source");
        (await client.Send("refused", text, "gzip")).Refused(400, "import.bad-gzip");
        (await client.Send("refused", text, "br")).Refused(415, "request.unsupported-encoding");
        (await client.Send("refused", text, type: "application/json")).Status.ShouldBe(415);
        (await (await host.District.As((await AnyClerk()).Username)).Send("refused", text)).Status.ShouldBe(403);
        (await host.District.Anonymous.Send("refused", text)).Status.ShouldBe(401);
        (await client.Get("approvals/imports/refused")).Refused(404, "import.not-found");
    }

    [Fact]
    public async Task Compressed_data_that_breaks_off_ends_with_what_could_be_read()
    {
        var client = await host.District.Integrator;
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(string.Join(
                '\n', Enumerable.Range(0, 4000).Select(i => Line($"case-{i / 4}", $"{i}")).Prepend(Header))));
        var bytes = zipped.ToArray();
        bytes.AsSpan(bytes.Length / 2, 4000).Fill(0xFF);

        var reply = await client.Send("broken", bytes, "gzip");

        var summary = reply.Summary();
        summary.Errors().ShouldNotBeEmpty();
        summary.Count("matters").ShouldBeGreaterThan(0);
    }

    private async Task<Account> AnyClerk() =>
        (await host.District.Accounts()).First(a => a.Roles is ["window-clerk"]);

    private static string Line(
        string caseId, string instance, string at = "2020-03-03T09:00:00+08:00", string transition = "complete",
        string resource = "officer", string department = "Permits", string planned = "2020-04-01T00:00:00+08:00",
        string end = "") => string.Join(',', caseId, "Desk", department, "", "boss", "2020-03-02T09:00:00+08:00", planned, "",
            end, instance, "T02 Check", transition, "EMPTY", resource, at);
}

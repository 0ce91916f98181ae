using System.Text;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases.Imports;

public sealed class FaultyCasesTests(SharedHost host)
{
    private const string Header =
        "caseId,kind,unit,channel,title,titleEn,status,createdAt,dueAt,actedAt,closedAt,longitude,latitude";

    private static readonly (string Text, string? Fault)[] Planted =
    [
        (Line("1"), null),
        (Line("2", created: "2020-13-02T09:00:00+08:00"), "import.bad-time"),
        (Line("3", unit: "NYPD"), "import.unknown-unit"),
        (Line("4", closed: "2020-03-01T09:00:00+08:00"), "import.order"),
        (Line("5", due: "2020-03-01T09:00:00+08:00"), "import.order"),
        (Line("6", acted: "2020-03-01T09:00:00+08:00"), "import.order"),
        (Line("7", longitude: "here"), "import.bad-coordinate"),
        (Line("8", latitude: "91"), "import.bad-coordinate"),
        (Line("9", latitude: ""), "import.bad-coordinate"),
        (Line("10", longitude: "", latitude: ""), null),
        (Line("11", created: "2199-03-02T09:00:00+08:00"), "import.in-the-future"),
        (Line("12", closed: "2199-03-02T09:00:00+08:00"), "import.in-the-future"),
        (Line("13", due: "2199-03-02T09:00:00+08:00"), "import.time-out-of-range"),
        (Line("14", status: ""), "import.empty"),
        (Line("15", title: new string('x', 201)), "import.too-long"),
        (Line("16", title: "\"open"), "import.quotes"),
        (Line("17") + ",more", "import.field-count"),
        (Line("18", title: "\"A title, with a comma\""), null),
        (Line("19", kind: "event-9999"), "import.unknown-kind"),
        (Line("20", kind: "event-0102"), null),
        (Line("21", created: "2020-03-02T09:00:00"), "import.bad-time"),
    ];

    [Fact]
    public async Task A_bad_line_is_told_by_number_and_reason_and_the_rest_goes_in()
    {
        var client = await host.District.Integrator;
        var file = Encoding.UTF8.GetBytes(string.Join('\n', Planted.Select(p => p.Text).Prepend(Header)));

        var summary = (await client.Import("grid-cases", "planted-cases", file)).Summary();

        summary.Errors().ShouldBe(Planted.Index().Where(p => p.Item.Fault is not null).Select(p => (p.Index + 2, p.Item.Fault!)));
        summary.Count("matters").ShouldBe(Planted.Count(p => p.Fault is null));
        var again = (await client.Import("grid-cases", "planted-cases", file)).Summary();
        (again.Count("matters"), again.Count("events"), again.Count("known"))
            .ShouldBe((0, 0, Planted.Count(p => p.Fault is null)));
    }

    [Fact]
    public async Task A_later_file_closes_what_was_open_and_an_earlier_one_changes_nothing()
    {
        var client = await host.District.Integrator;
        async Task<(int Matters, int Extended, int Known)> Send(string line)
        {
            var summary = (await client.Import("grid-cases", "later-cases", Encoding.UTF8.GetBytes($"{Header}\n{line}"))).Summary();
            return (summary.Count("matters"), summary.Count("extended"), summary.Count("known"));
        }

        (await Send(Line("1", due: "2020-03-03T09:00:00+08:00"))).ShouldBe((1, 0, 0));
        (await Send(Line("1", due: "2020-03-03T09:00:00+08:00", closed: "2020-03-04T09:00:00+08:00", status: "Closed")))
            .ShouldBe((0, 1, 0));
        (await Send(Line("1", due: "2020-03-03T09:00:00+08:00"))).ShouldBe((0, 0, 1));

        var total = (await client.Get("grid-cases/imports/later-cases")).Expect(200)["total"];
        (total.Count("cases"), total.Count("handled"), total.Count("overdue"), total.Count("open")).ShouldBe((1, 1, 1, 0));
    }

    [Fact]
    public async Task The_same_log_name_may_serve_cases_and_applications()
    {
        var client = await host.District.Integrator;
        (await client.Import("grid-cases", "both", Encoding.UTF8.GetBytes($"{Header}\n{Line("a")}"))).Summary().Count("matters").ShouldBe(1);
        (await client.Get("approvals/imports/both")).Refused(404, "import.not-found");
    }

    [Fact]
    public async Task What_is_no_import_is_refused_before_anything_is_stored()
    {
        var client = await host.District.Integrator;
        var text = Encoding.UTF8.GetBytes($"{Header}\n{Line("a")}");

        (await client.Import("grid-cases", "refused-cases", "caseId,kind\na,b"u8.ToArray())).Refused(422, "import.columns-missing");
        (await client.Import("grid-cases", "Not a name", text)).Refused(400, "import.bad-source");
        (await client.Import("grid-cases", "refused-cases", text, "gzip")).Refused(400, "import.bad-gzip");
        (await client.Import("grid-cases", "refused-cases", text, type: "application/json")).Status.ShouldBe(415);
        (await host.District.Anonymous.Import("grid-cases", "refused-cases", text)).Status.ShouldBe(401);
        var clerk = (await host.District.Accounts()).First(a => a.Roles is ["window-clerk"]);
        (await (await host.District.As(clerk.Username)).Import("grid-cases", "refused-cases", text)).Status.ShouldBe(403);
        (await client.Get("grid-cases/imports/refused-cases")).Refused(404, "import.not-found");
    }

    private static string Line(
        string id, string kind = "event-0110", string unit = "DX-CGW", string title = "路面破损", string status = "Open",
        string created = "2020-03-02T09:00:00+08:00", string due = "", string acted = "", string closed = "",
        string longitude = "116.34", string latitude = "39.72") => string.Join(
            ',', id, kind, unit, "hotline", title, "", status, created, due, acted, closed, longitude, latitude);
}

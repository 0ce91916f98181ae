using System.Globalization;
using System.Text.Json;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Verbs;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.GridCases.Imports;

/// <summary>A host into which the demo imported the shipped service requests, and what it told.</summary>
public sealed class HostWithRequests : HostFixture, IAsyncLifetime
{
    internal DemoCasesOutcome Outcome { get; private set; } = null!;

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Outcome = await Import();
    }

    internal async Task<DemoCasesOutcome> Import()
    {
        using var client = await VerbClient.AsIntegrator(new(District.Address, "/"));
        return await DemoCases.Import(client);
    }

    public static Guid Matter(string key) => StreamIds.Of($"import-grid-case/service-requests-nyc/{key}");
}

public sealed class ServiceRequestTests(HostWithRequests host) : IClassFixture<HostWithRequests>
{
    private static IReadOnlyList<RawRequests.Request> Raw => RawRequests.All;

    [Fact]
    public void Every_request_is_a_matter_with_every_time_that_the_file_states()
    {
        Raw.Count.ShouldBe(2386);
        host.Outcome.Matters.ShouldBe(2386);
        host.Outcome.ErrorCount.ShouldBe(0);
        host.Outcome.Events.ShouldBe(2386 + Raw.Count(r => r.Acted is not null) + Raw.Count(r => r.Closed is not null));
    }

    [Fact]
    public void The_figures_are_those_of_the_raw_file_in_all_and_by_unit()
    {
        ShouldCount(host.Outcome.Figures.Total, Raw);
        host.Outcome.Figures.Units.Select(u => u.Unit).ShouldBe(Raw.Select(r => r.Unit).Distinct(), ignoreOrder: true);
        foreach (var unit in host.Outcome.Figures.Units) ShouldCount(unit.Counts, Raw.Where(r => r.Unit == unit.Unit));
    }

    [Fact]
    public void What_is_odd_in_the_file_is_told()
    {
        var odd = host.Outcome.Odd;
        odd.ClosedBeforeCreated.ShouldBe(Raw.Count(r => r.ClosedAsWritten < r.Created));
        odd.ClosedByDateOnly.ShouldBe(Raw.Count(r => r.Closed is not null && r.Status != "Closed"));
        (odd.ClosedBeforeCreated, odd.ClosedByDateOnly, odd.WithoutPlace).ShouldBe((1, 6, 82));
    }

    [Fact]
    public void Every_complaint_type_and_every_agency_has_its_counterpart()
    {
        RawRequests.Table("kinds.csv").Count.ShouldBe(78);
        RawRequests.Table("agencies.csv").Count.ShouldBe(14);
        host.Outcome.Fits.Values.Sum().ShouldBe(2386);
        host.Outcome.Units.ShouldAllBe(u => u.Zh.Length > 0 && u.En.Length > 0 && u.Zh != u.En);
        DemoCaseReport.Of(host.Outcome).ShouldContain("2,386");
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        var before = await host.Host.Sql.EventCount();

        var again = await host.Import();

        (again.Known, again.Matters, again.Extended, again.Events).ShouldBe((2386, 0, 0, 0));
        (await host.Host.Sql.EventCount()).ShouldBe(before);
        again.Figures.Total.ShouldBe(host.Outcome.Figures.Total);
    }

    [Theory]
    [InlineData("imported_grid_case_archived", "Closed")]
    [InlineData("imported_grid_case_updated", "Acted")]
    [InlineData("grid_case_imported", "Created")]
    public async Task Every_fact_is_in_the_ledger_at_its_own_time(string type, string time)
    {
        var stored = await host.Host.Sql.Rows(
            "select stream_id, extract(epoch from (headers ->> 'occurredAt')::timestamptz)::bigint "
            + $"from ledger.mt_events where type = '{type}'");

        static DateTimeOffset? At(RawRequests.Request r, string time) =>
            time == "Closed" ? r.Closed : time == "Acted" ? r.Acted : r.Created;
        stored.Order(StringComparer.Ordinal).ShouldBe(Raw.Where(r => At(r, time) is not null)
            .Select(r => string.Create(
                CultureInfo.InvariantCulture, $"{HostWithRequests.Matter(r.Key)}|{At(r, time)!.Value.ToUnixTimeSeconds()}"))
            .Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_breach_stands_where_the_due_date_passed()
    {
        var breached = await host.Host.Sql.Rows(
            "select stream_id, extract(epoch from (headers ->> 'occurredAt')::timestamptz)::bigint "
            + "from ledger.mt_events where type = 'clock_breached' and stream_id in (select id from read.imported_grid_cases)");

        breached.Order(StringComparer.Ordinal).ShouldBe(Raw
            .Where(r => (r.Closed ?? DateTimeOffset.MaxValue) > r.Due)
            .Select(r => $"{HostWithRequests.Matter(r.Key)}|{r.Due!.Value.ToUnixTimeSeconds()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_timeline_tells_a_request_from_report_to_closing()
    {
        var request = Raw.First(r => r is { Closed: not null, Due: not null } && r.Closed > r.Due);
        var reader = await host.District.Integrator;

        var matter = (await reader.Get($"matters/{HostWithRequests.Matter(request.Key)}")).Expect(200);
        (matter.Text("kind"), matter.Text("stage"), matter.Text("status")).ShouldBe(("imported-grid-case", "archive", "closed"));
        var timeline = (await reader.Get($"matters/{HostWithRequests.Matter(request.Key)}/timeline")).Expect(200)["items"]
            .EnumerateArray().Select(i => (i.GetProperty("type").GetString(), i.GetProperty("at").GetDateTimeOffset())).ToList();
        timeline[0].ShouldBe(("GridCaseImported", request.Created));
        timeline.ShouldContain(("ClockBreached", request.Due!.Value));
        timeline.ShouldContain(("ImportedGridCaseArchived", request.Closed!.Value));
        timeline.Select(i => i.Item2).ShouldBeInOrder();
    }

    [Fact]
    public async Task A_rebuild_writes_the_same_rows()
    {
        const string Rows = "select c::text from read.imported_grid_cases c order by id";
        var before = await host.Host.Sql.Rows(Rows);

        (await (await host.District.Admin).Post("operations/rebuild")).Expect(200);

        (await host.Host.Sql.Rows(Rows)).ShouldBe(before);
    }

    private static void ShouldCount(Projections.GridCases.Imports.CaseCounts counted, IEnumerable<RawRequests.Request> some)
    {
        var requests = some.ToList();
        counted.Cases.ShouldBe(requests.Count);
        counted.Handled.ShouldBe(requests.Count(r => r.Closed is not null));
        counted.OnTime.ShouldBe(requests.Count(r => r.Closed <= r.Due));
        counted.Overdue.ShouldBe(requests.Count(r => r.Closed > r.Due));
        counted.WithoutDueDate.ShouldBe(requests.Count(r => r.Closed is not null && r.Due is null));
        counted.Open.ShouldBe(requests.Count(r => r.Closed is null));
        counted.OpenOverdue.ShouldBe(requests.Count(r => r.Closed is null && r.Due < DateTimeOffset.UtcNow));
        if (RawRequests.MedianHours(requests) is { } median) counted.MedianHours!.Value.ShouldBe(median, 0.0001);
        else counted.MedianHours.ShouldBeNull();
    }
}

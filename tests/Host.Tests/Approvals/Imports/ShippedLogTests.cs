using System.Globalization;
using System.Text.Json;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.Approvals.Imports;

/// <summary>A host into which the shipped log was imported, and what it answered.</summary>
public sealed class HostWithLog : HostFixture, IAsyncLifetime
{
    public const string Source = "permit-receipt-log";

    public JsonElement Summary { get; private set; }

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Summary = await Import();
    }

    public async Task<JsonElement> Import() =>
        (await (await District.Integrator).Send(Source, await File.ReadAllBytesAsync(RawLog.File), "gzip")).Summary();

    public static Guid Matter(string caseId) => StreamIds.Of($"import/{Source}/{caseId}");
}

public sealed class ShippedLogTests(HostWithLog host) : IClassFixture<HostWithLog>
{
    private static readonly RawLog Raw = RawLog.Read();

    [Fact]
    public void Every_case_is_a_matter_and_every_line_an_event()
    {
        host.Summary.Count("matters").ShouldBe(1434);
        host.Summary.Count("events").ShouldBe(8577);
        host.Summary.Count("errorCount").ShouldBe(0);
        (Raw.Cases.Count, Raw.Lines.Count).ShouldBe((1434, 8577));
    }

    [Fact]
    public async Task The_figures_are_those_of_the_raw_file()
    {
        var figures = await (await host.District.Integrator).Figures(HostWithLog.Source, 1434, 8577);

        figures.Count("onTime").ShouldBe(Raw.OnTime);
        figures.Count("late").ShouldBe(Raw.Late);
        figures.Count("open").ShouldBe(Raw.Cases.Count(c => c.First().End is null));
        figures.Count("openLate").ShouldBe(Raw.Cases.Count(c => c.First().End is null));
        figures.GetProperty("medianDays").GetDouble().ShouldBe(Raw.MedianDays, 0.0001);
        (await host.Host.Sql.Value<long>("select count(*) from ledger.mt_events where type = 'clock_breached' and stream_id in (select id from read.imported_approvals)"))
            .ShouldBe(Raw.Cases.Count(c => c.First().End is null || c.First().End > c.First().Planned));
        var longest = figures.GetProperty("longestWaiting");
        longest.GetProperty("department").GetString().ShouldBe(Raw.LongestWaiting.Department);
        longest.GetProperty("medianDays").GetDouble().ShouldBe(Raw.LongestWaiting.MedianDays, 0.0001);
    }

    [Fact]
    public async Task A_second_import_changes_nothing()
    {
        var before = await host.Host.Sql.EventCount();

        var again = await host.Import();

        again.Count("known").ShouldBe(1434);
        (again.Count("matters"), again.Count("extended"), again.Count("events")).ShouldBe((0, 0, 0));
        (await host.Host.Sql.EventCount()).ShouldBe(before);
    }

    [Fact]
    public async Task Every_original_event_is_in_the_ledger_at_its_own_time()
    {
        var stored = await host.Host.Sql.Rows(
            "select stream_id, data ->> 'instance', data ->> 'activity', headers ->> 'actor', "
            + "extract(epoch from (headers ->> 'occurredAt')::timestamptz)::text "
            + "from ledger.mt_events where type = 'approval_step_imported'");

        var expected = Raw.Lines.Select(l => string.Join(
            '|', HostWithLog.Matter(l.Case), l.Instance, l.Activity, l.Resource,
            (l.At.ToUnixTimeMilliseconds() / 1000m).ToString("0.000000", CultureInfo.InvariantCulture)));
        stored.Order(StringComparer.Ordinal).ShouldBe(expected.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("case-10011")]
    [InlineData("case-9289")]
    [InlineData("case-10862")]
    public async Task A_timeline_holds_the_case_in_order_with_its_clock(string caseId)
    {
        var lines = Raw.Lines.Where(l => l.Case == caseId).ToList();
        var reader = await host.District.Integrator;
        var timeline = (await reader.Get($"matters/{HostWithLog.Matter(caseId)}/timeline")).Expect(200)["items"]
            .EnumerateArray().ToList();

        string Type(JsonElement item) => item.GetProperty("type").GetString()!;
        DateTimeOffset At(JsonElement item) => item.GetProperty("at").GetDateTimeOffset();
        timeline.Where(i => Type(i) == "ApprovalStepImported").Select(At)
            .ShouldBe(lines.OrderBy(l => l.At).Select(l => l.At));
        At(timeline.Single(i => Type(i) == "ClockStarted")).ShouldBe(lines[0].Start);
        timeline.Skip(2).Select(At).ShouldBeInOrder();
        var late = (lines[0].End ?? DateTimeOffset.MaxValue) > lines[0].Planned;
        timeline.Where(i => Type(i) == "ClockBreached").Select(At).ShouldBe(late ? [lines[0].Planned] : []);
        timeline.Where(i => Type(i) == "ImportedApprovalArchived").Select(At)
            .ShouldBe(lines[0].End is { } end ? [end] : Array.Empty<DateTimeOffset>());
    }

    [Fact]
    public async Task A_rebuild_writes_the_same_rows()
    {
        const string Rows = "select m::text from read.matters m order by id";
        var before = await host.Host.Sql.Rows(Rows);

        (await (await host.District.Admin).Post("operations/rebuild")).Expect(200);

        (await host.Host.Sql.Rows(Rows)).ShouldBe(before);
    }
}

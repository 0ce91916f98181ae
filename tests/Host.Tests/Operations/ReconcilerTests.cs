using System.Text.Json;
using Microsoft.Extensions.Hosting;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Operations;

/// <summary>Read models are compared with their streams all the time; here with half of a processor, to be through soon.</summary>
public sealed class ReconcilerTests : IAsyncLifetime
{
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start(more: ["--Reconciler:Share=0.5", "--Logging:LogLevel:Default=None"]);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task What_was_changed_behind_the_systems_back_raises_an_alarm_with_the_difference_and_is_mended()
    {
        var district = _host.District;
        var (id, other) = (await district.File("mass-event"), await district.File("mass-event"));
        await district.CarryTo(id, "decision");
        await district.CarryTo(other, "department-review");
        await Wait.Settled(_host);
        var before = await Rows(id, other);
        (await Alarms()).ShouldBeEmpty("nothing was wrong so far");

        await _host.Sql.Execute(
            $"""
            update read.matters set stage = 'archive' where id = '{id}';
            delete from read.tasks where matter_id = '{id}';
            update read.supervised set unit = 'nowhere' where id = '{other}' and until = 'infinity';
            delete from read.supervised where id = '{id}' and until < 'infinity';
            insert into read.deadlines values ('{Guid.CreateVersion7()}', 'breach/of-nobody', now() + interval '9 years');
            """);
        await Wait.Until(async () => (await Rows(id, other)).SequenceEqual(before));
        await Wait.Until(async () => (await Alarms()).Select(Table).Distinct().Count() == 4);

        var alarms = await Alarms();
        alarms.Select(Table).Distinct().Order().ShouldBe(["read.deadlines", "read.matters", "read.supervised", "read.tasks"]);
        var stage = alarms.Where(alarm => Table(alarm) == "read.matters").ToList();
        stage.Select(alarm => Stage(alarm, "actual")).ShouldContain("archive");
        stage.Select(alarm => Stage(alarm, "expected")).ShouldContain("handling");
        await Wait.Until(async () => (await Alarms()).All(alarm => alarm.GetProperty("repairedAt").ValueKind == JsonValueKind.String));
        (await _host.Sql.Rows("select 1 from read.deadlines where timer = 'breach/of-nobody'")).ShouldBeEmpty();
        await Wait.Until(async () => (await Coverage()).GetProperty("differences").GetInt64() == alarms.Count);
        (await Coverage()).GetProperty("checked").GetInt64().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task An_outage_of_the_database_stops_no_host_and_blames_no_stream()
    {
        await Databases.Allow(_host.Database, false);
        await Task.Delay(TimeSpan.FromSeconds(6), TestContext.Current.CancellationToken);
        await Databases.Allow(_host.Database, true);

        var before = (await Coverage()).GetProperty("checked").GetInt64();
        await Wait.Until(async () => (await Coverage()).GetProperty("checked").GetInt64() > before);
        (await Alarms()).ShouldBeEmpty();
        _host.Service<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested.ShouldBeFalse();
    }

    private static string? Table(JsonElement alarm) => alarm.GetProperty("table").GetString();

    private static string? Stage(JsonElement alarm, string side) =>
        alarm.GetProperty(side) is { ValueKind: JsonValueKind.Object } row ? row.GetProperty("stage").GetString() : null;

    private async Task<JsonElement> Coverage() =>
        (await (await _host.District.Admin).Get("/health/ready")).Expect(200)["readModels"].GetProperty("coverage");

    private async Task<IReadOnlyList<JsonElement>> Alarms() =>
        [.. (await (await _host.District.As("auditor-1")).Get("operations/read-model-alarms?limit=200")).Expect(200)["items"].EnumerateArray()];

    private async Task<IReadOnlyList<string>> Rows(Guid id, Guid other) =>
    [
        .. await _host.Sql.Rows($"select t::text from read.tasks t where matter_id in ('{id}', '{other}') order by id"),
        .. await _host.Sql.Rows($"select m::text from read.matters m where id in ('{id}', '{other}') order by id"),
        .. await _host.Sql.Rows($"select s::text from read.supervised s where id in ('{id}', '{other}') order by id, since"),
    ];
}

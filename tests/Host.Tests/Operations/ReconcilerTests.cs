using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Operations;

/// <summary>Read models are compared with their streams all the time.</summary>
public sealed class ReconcilerTests(HostFixture host) : IClassFixture<HostFixture>
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_row_that_was_changed_behind_the_systems_back_raises_an_alarm_with_the_difference_and_is_mended()
    {
        var (id, other) = (await _district.File("mass-event"), await _district.File("mass-event"));
        await _district.CarryTo(id, "decision");
        await _district.CarryTo(other, "department-review");
        await Wait.Settled(host.Host);
        var before = await Rows(id, other);
        (await Alarms(id, other)).ShouldBeEmpty("nothing was wrong so far");

        await host.Host.Sql.Execute(
            $"""
            update read.matters set stage = 'archive' where id = '{id}';
            delete from read.tasks where matter_id = '{id}';
            update read.supervised set unit = 'nowhere' where id = '{other}' and until = 'infinity';
            delete from read.supervised where id = '{id}' and until < 'infinity';
            """);
        await Wait.Until(async () => (await Rows(id, other)).SequenceEqual(before));

        var alarms = await Alarms(id, other);
        alarms.Select(alarm => alarm.GetProperty("table").GetString()).Distinct().Order()
            .ShouldBe(["read.matters", "read.supervised", "read.tasks"]);
        var stage = alarms.Where(alarm => alarm.GetProperty("table").GetString() == "read.matters").ToList();
        stage.Select(Stage("actual")).ShouldContain("archive");
        stage.Select(Stage("expected")).ShouldContain("handling");
        alarms.ShouldAllBe(alarm => alarm.GetProperty("repairedAt").ValueKind == JsonValueKind.String);
        var health = (await (await _district.Admin).Get("/health/ready")).Expect(200)["readModels"].GetProperty("coverage");
        health.GetProperty("differences").GetInt64().ShouldBeGreaterThanOrEqualTo(alarms.Count);
        health.GetProperty("checked").GetInt64().ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_row_of_a_matter_that_is_not_there_is_found_and_taken_away()
    {
        await host.Host.Sql.Execute(
            $"insert into read.deadlines values ('{Guid.CreateVersion7()}', 'breach/invented', now() + interval '9 years')");
        await Wait.Until(async () => (await host.Host.Sql.Rows("select 1 from read.deadlines where timer = 'breach/invented'")).Count == 0);
    }

    private static Func<JsonElement, string?> Stage(string side) =>
        alarm => alarm.GetProperty(side) is { ValueKind: JsonValueKind.Object } row ? row.GetProperty("stage").GetString() : null;

    private async Task<IReadOnlyList<JsonElement>> Alarms(params Guid[] matters) =>
    [
        .. (await (await _district.As("auditor-1")).Get("operations/read-model-alarms?limit=200")).Expect(200)["items"].EnumerateArray()
            .Where(alarm => matters.Contains(alarm.GetProperty("matter").GetGuid())),
    ];

    private async Task<IReadOnlyList<string>> Rows(Guid id, Guid other) =>
    [
        .. await host.Host.Sql.Rows($"select t::text from read.tasks t where matter_id in ('{id}', '{other}') order by id"),
        .. await host.Host.Sql.Rows($"select m::text from read.matters m where id in ('{id}', '{other}') order by id"),
        .. await host.Host.Sql.Rows($"select s::text from read.supervised s where id in ('{id}', '{other}') order by id, since"),
    ];
}

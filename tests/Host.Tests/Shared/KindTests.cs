using System.Text.Json;
using System.Text.Json.Nodes;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases.Patrols;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.Shared;

/// <summary>What each kind of matter brings, and what the house makes of it.</summary>
public sealed class KindTests(SharedHost host)
{
    [Fact]
    public void Words_and_facts_are_of_kinds_that_there_are()
    {
        var kinds = host.Host.Service<IEnumerable<IMatterKind>>().Select(kind => kind.Kind).ToList();
        host.Host.Service<IEnumerable<IMatterWords>>().Select(words => words.Kind).ShouldBe(kinds, ignoreOrder: true);
        host.Host.Service<IEnumerable<IMatterFacts>>().Select(facts => facts.Kind).ShouldBe(kinds, ignoreOrder: true);
    }

    [Fact]
    public void Every_field_of_an_event_in_which_a_person_stands_is_named_by_a_kind()
    {
        var named = host.Host.Service<IEnumerable<IMatterFacts>>().SelectMany(facts => facts.People).ToHashSet();
        var people =
            from type in typeof(IDomainEvent).Assembly.GetTypes()
            where type.IsAssignableTo(typeof(IDomainEvent)) && !type.IsInterface
            from field in type.GetProperties()
            where field.PropertyType.GetProperty("Phone") is not null && field.PropertyType.GetProperty("Name") is not null
            select JsonNamingPolicy.CamelCase.ConvertName(field.Name);
        people.Distinct().ShouldBe(named, ignoreOrder: true);
    }

    [Fact]
    public void The_people_that_a_kind_names_are_masked_and_no_others()
    {
        JsonNode Event() => JsonNode.Parse("""{"witness":{"name":"张三","phone":"13800001234"},"reporter":{"name":"李四"}}""")!;
        PersonalData.Masked(Event(), ["witness"], clear: false)!.ToJsonString(ApiJson.Options)
            .ShouldBe("""{"witness":{"name":"张*","phone":"*******1234"},"reporter":{"name":"李四"}}""");
        PersonalData.Masked(JsonNode.Parse("""{"text":"我家","kind":"x"}"""), ["text"], clear: false)!.ToJsonString()
            .ShouldBe("""{"text":"***","kind":"x"}""");
        PersonalData.Masked(Event(), ["witness"], clear: true)!["witness"]!["name"]!.GetValue<string>().ShouldBe("张三");
    }

    [Fact]
    public void A_row_that_there_is_no_more_is_deleted()
    {
        var table = InlineTable.Of<PatrolShift, Planned>("read.planned", shift => shift.StartedAt is null ? new(shift.Id) : null);
        var planned = new PatrolShift
        {
            Id = Guid.NewGuid(), Number = "DX-PS-1", Kind = PatrolShift.MatterKind, Title = new("巡查", "Patrol"), Unit = "110115005",
            IntakeUnit = "110115005", Channel = "patrol", OpenedAt = default, Version = 1, Units = [], Member = "a", MemberName = "A", Cells = [],
            From = default, To = default, Tasks = [],
        };
        var writer = new ReadModelWriter([table]);
        writer.Add(planned, planned with { StartedAt = default(NodaTime.Instant), Version = 2 });
        var (sql, values) = writer.Statements().Single(statement => statement.Sql.Contains("read.planned", StringComparison.Ordinal));
        sql.ShouldBe("delete from read.planned where id = any(?)");
        values.Single().ShouldBe(new[] { planned.Id });
    }

    private sealed record Planned(Guid Id);
}

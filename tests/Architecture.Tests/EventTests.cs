using SmartCity.Domain.Shared;

namespace SmartCity.Architecture.Tests;

/// <summary>Events are stored for ever under their short names.</summary>
public sealed class EventTests
{
    private static readonly Type[] Events =
        [.. typeof(IDomainEvent).Assembly.GetTypes().Where(t => t is { IsInterface: false } && t.IsAssignableTo(typeof(IDomainEvent)))];

    [Fact]
    public void Events_are_sealed_records_with_names_of_their_own()
    {
        Events.Length.ShouldBeGreaterThan(50);
        Faults(Events).ShouldBeEmpty();
    }

    [Fact]
    public void Each_rule_finds_what_breaks_it()
    {
        Faults([typeof(OpenEvent)]).ShouldHaveSingleItem().ShouldContain("sealed");
        Faults([typeof(PlainEvent)]).ShouldHaveSingleItem().ShouldContain("record");
        Faults([typeof(MutableEvent)]).ShouldHaveSingleItem().ShouldContain("changed");
        Faults([typeof(TwiceNamed), typeof(Elsewhere.TwiceNamed)]).ShouldContain(f => f.Contains("twice", StringComparison.Ordinal));
        Faults([typeof(Elsewhere.TwiceNamed)]).ShouldContain(f => f.Contains("nested", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Faults(IReadOnlyList<Type> events)
    {
        foreach (var e in events)
        {
            if (!e.IsSealed) yield return $"{e.Name} is not sealed";
            if (e.GetMethod("<Clone>$") is null) yield return $"{e.Name} is no record";
            if (e.DeclaringType is { } outer && outer != typeof(EventTests)) yield return $"{e.Name} is nested in {outer.Name}";
            foreach (var property in e.GetProperties())
                if (property.SetMethod is { } set && set.ReturnParameter.GetRequiredCustomModifiers().Length == 0)
                    yield return $"{e.Name}.{property.Name} can be changed";
        }
        foreach (var same in events.GroupBy(e => e.Name).Where(g => g.Count() > 1)) yield return $"{same.Key} stands twice";
    }

    private record OpenEvent : IDomainEvent;

    private sealed class PlainEvent : IDomainEvent;

    private sealed record MutableEvent : IDomainEvent
    {
        public int Count { get; set; }
    }

    private sealed record TwiceNamed : IDomainEvent;

    private static class Elsewhere
    {
        internal sealed record TwiceNamed : IDomainEvent;
    }
}

using SmartCity.Domain.Shared;

namespace SmartCity.Host.Ledger;

/// <summary>Every event type of the domain. The store names them by their short names, which are unique.</summary>
internal static class EventVocabulary
{
    public static IReadOnlyList<Type> All { get; } =
        [.. typeof(IDomainEvent).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsAssignableTo(typeof(IDomainEvent)))];
}

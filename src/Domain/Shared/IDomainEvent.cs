namespace SmartCity.Domain.Shared;

/// <summary>
/// A fact that is stored for ever (领域事件). Its short type name is its name in the store: unique in the whole solution,
/// never changed.
/// </summary>
public interface IDomainEvent;

using JasperFx.Events.Projections;
using Marten;

namespace SmartCity.Projections.Shared;

/// <summary>An asynchronous read model that a capability brings: it follows the ledger in its global order.</summary>
/// <param name="Name">As the projection names itself.</param>
/// <param name="AddTo">Adds it to the store.</param>
public sealed record AsyncReadModel(string Name, Action<StoreOptions, ProjectionLifecycle> AddTo);

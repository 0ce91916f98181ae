using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>The patient has a health card (发卡).</summary>
/// <param name="Medium">One of <see cref="CardMedia"/>.</param>
/// <param name="InPlaceOf">The card that it replaces; null for a first one.</param>
public sealed record HealthCardIssued(Guid CardId, Sealed<CardNumber> Number, string Medium, Guid? InPlaceOf, string Unit) : IDomainEvent;

/// <summary>The card belongs to a telephone now (绑定手机).</summary>
public sealed record HealthCardBound(Guid CardId, Sealed<BoundPhone> Phone) : IDomainEvent;

/// <summary>The card is not honoured for the time being (挂失、停用).</summary>
/// <param name="Reason">One of <see cref="CardReasons"/>.</param>
public sealed record HealthCardSuspended(Guid CardId, string Reason) : IDomainEvent;

/// <summary>The card is honoured again (恢复).</summary>
public sealed record HealthCardResumed(Guid CardId) : IDomainEvent;

/// <summary>Another card stands in its place (补换卡); it is never honoured again.</summary>
public sealed record HealthCardReplaced(Guid CardId, Guid By) : IDomainEvent;

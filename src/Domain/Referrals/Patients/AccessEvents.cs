using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>The patient lets somebody see something of them (知情同意).</summary>
/// <param name="Scope">What: some of <see cref="AccessScopes"/>.</param>
/// <param name="Unit">The institution that may; null for every one.</param>
/// <param name="Role">The role that may; null for every one.</param>
/// <param name="Purpose">What for: one of <see cref="ConsentPurposes"/>.</param>
/// <param name="RecordedAt">The institution that wrote it down.</param>
public sealed record ConsentGiven(
    Guid ConsentId, IReadOnlyList<string> Scope, string? Unit, string? Role, string Purpose, Instant? Until, string RecordedAt) : IDecisionEvent;

/// <summary>The patient takes it back (撤回同意); from now on it is no ground.</summary>
public sealed record ConsentWithdrawn(Guid ConsentId) : IDecisionEvent;

/// <summary>
/// Somebody opened the record in an emergency, with no other ground (紧急访问): allowed at once, and looked at afterwards.
/// </summary>
/// <param name="Unit">The institution that may read until then.</param>
public sealed record EmergencyAccessOpened(Guid AccessId, Sealed<FreeText> Reason, string Unit, string By, Instant Until) : IDecisionEvent;

using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Audit;

/// <summary>An auditor asked to read the personal data of one stream in clear (申请解密查看).</summary>
public sealed record ClearReadingRequested(Guid ReleaseId, Guid Stream, string Reason, string By) : IDomainEvent;

/// <summary>Somebody else let them (批准解密查看), until a moment.</summary>
/// <param name="Rule">The version of the table that says for how long, such as <c>audit-access@1</c>.</param>
public sealed record ClearReadingApproved(Guid ReleaseId, string By, Instant Until, string Rule) : IDecisionEvent
{
    IEnumerable<AppliedRule> IDecisionEvent.Applied => [AppliedRule.Table(Rule)];
}

/// <summary>Somebody else did not (不予批准).</summary>
public sealed record ClearReadingDeclined(Guid ReleaseId, string By, string Reason) : IDecisionEvent;

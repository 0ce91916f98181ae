namespace SmartCity.Domain.Audit;

/// <summary>Asks to read what a stream holds of persons in clear, with the reason that the second person will judge.</summary>
public sealed record RequestClearReading(Guid ReleaseId, Guid Stream, string Reason);

/// <summary>Lets the auditor who asked read it, for as long as the rule says.</summary>
public sealed record ApproveClearReading(Guid ReleaseId);

/// <summary>Does not let them.</summary>
public sealed record DeclineClearReading(Guid ReleaseId, string Reason);

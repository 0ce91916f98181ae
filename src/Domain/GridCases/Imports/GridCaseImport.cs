using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases.Imports;

/// <summary>
/// Takes over what another system recorded of one city case (历史案件导入), or what came since. What is known already is
/// not recorded again.
/// </summary>
public sealed record ImportGridCase(Guid CaseId, string Number, PastCase Case);

/// <summary>A case as the other system knew it.</summary>
/// <param name="Source">Name of the log that it comes from.</param>
/// <param name="SourceId">Its id there.</param>
/// <param name="KindCode">Its kind, by the district's own code.</param>
/// <param name="Unit">The unit that handled it.</param>
/// <param name="CreatedAt">When it was reported.</param>
/// <param name="DueAt">By when it was to be closed; null where the other system named no day: it has no clock then.</param>
/// <param name="ActedAt">When something was last done about it (处置更新), where that is known.</param>
/// <param name="ClosedAt">Null for one that was not closed when the log was written.</param>
/// <param name="StatusWord">The other system's own word for where it stood.</param>
/// <param name="Place">
/// Where it was; null where that is not known. It need not lie in the district, so it is in no grid cell.
/// </param>
public sealed record PastCase(
    string Source, string SourceId, string KindCode, string Unit, string Channel, LocalizedText Title, Instant CreatedAt,
    Instant? DueAt, Instant? ActedAt, Instant? ClosedAt, string StatusWord, CaseLocation? Place);

/// <summary>A case that another system handled was taken over; the event's own time is the report's.</summary>
public sealed record GridCaseImported(
    Guid CaseId, string Number, string Source, string SourceId, string KindCode, string Unit, string Channel,
    LocalizedText Title, Instant CreatedAt, Instant? DueAt, string StatusWord, CaseLocation? Place) : IDomainEvent;

/// <summary>Something was done about it, as the other system last noted; the event's own time is that one.</summary>
public sealed record ImportedGridCaseUpdated(string Source, string Unit, string StatusWord, Instant ActedAt) : IDomainEvent;

/// <summary>It was closed: archived at its own end.</summary>
public sealed record ImportedGridCaseArchived(string Source, string Unit, string StatusWord, Instant ClosedAt) : IDomainEvent;

using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Approvals;

/// <summary>
/// Takes over what another system recorded of one application (历史办件导入): all of it, or what came since, or what
/// could not be read the last time. What is known already is not recorded again.
/// </summary>
public sealed record ImportApproval(
    Guid ApprovalId, string Number, ImportedCase Case, IReadOnlyList<ImportedStep> Steps);

/// <summary>An application as the other system knew it.</summary>
/// <param name="Source">Name of the log that it comes from.</param>
/// <param name="CaseId">Its id there.</param>
/// <param name="PlannedAt">By when it was to be finished: the limit of its clock.</param>
/// <param name="DeadlineAt">The other system's deadline, where it states one; kept as it is.</param>
/// <param name="EndedAt">Null for one that had not ended when the log was written.</param>
public sealed record ImportedCase(
    string Source, string CaseId, string Channel, string Department, string? Group, string Responsible,
    Instant StartedAt, Instant PlannedAt, Instant? DeadlineAt, Instant? EndedAt);

/// <summary>One recorded step.</summary>
/// <param name="Instance">Its id, unique in its case.</param>
/// <param name="Transition">A word of the XES lifecycle, such as <c>complete</c>.</param>
/// <param name="Group">Who was to do it; null when the log leaves it empty.</param>
/// <param name="Resource">Who did it.</param>
public sealed record ImportedStep(
    string Instance, string Activity, string Transition, string? Group, string Resource, Instant At);

/// <summary>An application that another system handled was taken over.</summary>
public sealed record ApprovalImported(
    Guid ApprovalId, string Number, string Source, string CaseId, string Channel, string Department, string? Group,
    string Responsible, Instant StartedAt, Instant PlannedAt, Instant? DeadlineAt) : IDomainEvent;

/// <summary>One of its steps, as the other system recorded it; the event's own time is the step's.</summary>
public sealed record ApprovalStepImported(
    string Source, string Instance, string Activity, string Transition, string? Group, string Resource) : IDomainEvent;

/// <summary>It had ended: archived at its own end.</summary>
public sealed record ImportedApprovalArchived(string Source, Instant EndedAt) : IDomainEvent;

using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>A version of an alarm rule was published, whole.</summary>
public sealed record AlarmRulePublished(AlarmRule Rule) : IDomainEvent;

/// <summary>A version of a set of limits was published, whole.</summary>
public sealed record ThresholdSetPublished(ThresholdSet Set) : IDomainEvent;

/// <summary>Late data showed that the alarm began or ended at another time than thought (告警更正); what followed from it stays.</summary>
/// <param name="At">When it was raised, by event time.</param>
/// <param name="ClearedAt">Null: it lasts.</param>
public sealed record AlarmCorrected(
    Guid AlarmId, Instant At, double? Value, Instant? ClearedAt, double? ClearedValue) : IDecisionEvent;

/// <summary>Late data showed that there was nothing to be alarmed about (告警撤销).</summary>
public sealed record AlarmRefuted(Guid AlarmId) : IDecisionEvent;

/// <summary>What was to follow from the alarm was refused (联动被拒): a person must look.</summary>
/// <param name="Code">Code of the refusal.</param>
public sealed record AlarmFollowUpRefused(Guid AlarmId, string Consequence, string Code, LocalizedText Reason) : IDecisionEvent;

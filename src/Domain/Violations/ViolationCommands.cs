using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations.Catalogue;

namespace SmartCity.Domain.Violations;

/// <summary>An exceedance or a report comes in. Kind, evidence and number are looked up before.</summary>
/// <param name="Terms">The kind in force; null when there is none of the code given.</param>
/// <param name="KindCode">The code that was given.</param>
/// <param name="Title">Null: the kind's name.</param>
public sealed record ReportViolation(
    Guid Id, string Number, string KindCode, OffenceKind? Terms, string Channel, LocalizedText? Title, string Description,
    ViolationSubject? Subject, ViolationLocation Location, IReadOnlyList<EvidenceItem> Evidence, Exceedance? Exceedance,
    Guid? Cause, VehicleReading? Reading);

/// <summary>An officer of a unit that takes part adds evidence.</summary>
public sealed record AddEvidence(Guid Id, IReadOnlyList<EvidenceItem> Evidence, long? Version);

/// <summary>The party states its case in writing (陈述申辩).</summary>
public sealed record StateDefence(Guid Id, string Text);

/// <summary>The party asks for a hearing.</summary>
public sealed record RequestPenaltyHearing(Guid Id);

/// <summary>The party paid.</summary>
/// <param name="Amount">What was paid, which must be what is due on the day.</param>
/// <param name="PaidOn">The day it was paid; today where it is not said.</param>
public sealed record PayPenalty(Guid Id, decimal Amount, LocalDate? PaidOn, string Receipt);

/// <summary>The party asks for review or goes to court.</summary>
public sealed record SeekRemedy(Guid Id, string Remedy, LocalDate? Day, string Body, string Document);

/// <summary>Review or court is through.</summary>
public sealed record EndRemedy(Guid Id, string Result, LocalDate? Day, string Document);

/// <summary>A further reading of a vehicle.</summary>
public sealed record RecordVehicleReading(Guid Id, VehicleReading Reading);

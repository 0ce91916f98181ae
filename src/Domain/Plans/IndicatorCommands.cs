namespace SmartCity.Domain.Plans;

/// <summary>Reports an indicator for a month. The definition and who answers for it are looked up before.</summary>
/// <param name="Definition">Null when there is none of the code.</param>
/// <param name="Units">Leading units of the plan's items that it belongs to.</param>
public sealed record ReportIndicator(
    Guid Id, string Number, PlanIndicator? Definition, IReadOnlyList<string> Units, string Period, decimal Numerator,
    decimal Denominator, string Note, IReadOnlyList<Guid> Evidence, long? Version);

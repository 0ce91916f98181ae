using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Referrals.Patients;

/// <summary>
/// How far a record is what the standard asks (档案完整度), table <c>read.health_records</c>; columns are the properties. It is
/// made of which fields are filled and not of what they say, so that it stays what it was when the patient is erased.
/// </summary>
/// <param name="Standard">The rule that says so: the one of the day on which the record last changed.</param>
/// <param name="CompleteUntil">The last day on which it is complete; null where it does not age, or is not complete.</param>
/// <param name="Units">Institutions that wrote in it, in order.</param>
public sealed record HealthRecordRow(Guid Id, string Standard, int Percent, bool Complete, LocalDate? CompleteUntil, string[] Units)
{
    public static SpanTable Of(RecordStandards standards) =>
        SpanTable.Of<Patient, HealthRecordRow>("read.health_records", (patient, _) => Of(patient, standards));

    /// <summary>None for a record that is erased, and for one that another stands for.</summary>
    public static HealthRecordRow? Of(Patient patient, RecordStandards standards)
    {
        if (patient.ErasedAt is not null || patient.LinkedTo is not null) return null;
        var measured = standards.On(patient.ChangedOn).Measure(patient, null);
        return new(
            patient.Id, measured.Standard, measured.Percent, measured.Complete, measured.Until, [.. patient.Units.Order(StringComparer.Ordinal)]);
    }
}

/// <summary>The versions of the standard of records (规范化健康档案标准).</summary>
public sealed class RecordStandards(IEnumerable<RecordStandard> versions)
{
    private readonly IReadOnlyList<RecordStandard> _versions = [.. versions.OrderBy(standard => standard.ValidFrom)];

    public IReadOnlyList<RecordStandard> All => _versions;

    /// <summary>The one that holds on a day; the first one for a day before it.</summary>
    public RecordStandard On(LocalDate day) => _versions.LastOrDefault(standard => standard.ValidFrom <= day) ?? _versions[0];
}

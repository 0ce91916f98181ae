using NodaTime;
using SmartCity.Domain.Referrals.Patients;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of a patient's record, each with every field filled.</summary>
internal static class PatientSamples
{
    private static readonly PatientDetails Details = new(
        "张三", "11010519491231002X", new LocalDate(1949, 12, 31), Sexes.Female, "13800001234", "兴华大街1号");

    public static IReadOnlyList<object> All { get; } =
    [
        new PatientRegistered(SampleKeys.Person, "DX-PT-20261201-000001", new(SampleKeys.Person, Details), "DX-SQ-01"),
    ];
}

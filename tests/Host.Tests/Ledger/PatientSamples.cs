using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of a patient's record, each with every field filled.</summary>
internal static class PatientSamples
{
    private static readonly PatientDetails Details = new(
        "张三", "11010519491231002X", new LocalDate(1949, 12, 31), Sexes.Female, "13800001234", "兴华大街1号");

    private static readonly Guid Request = Guid.Parse("0198f000-0000-7000-8000-0000000000e1");

    public static IReadOnlyList<object> All { get; } =
    [
        new PatientRegistered(SampleKeys.Person, "DX-PT-20261201-000001", new(SampleKeys.Person, Details), "DX-SQ-01"),
        new ErasureRequested(
            Request, ErasureBases.RetentionOver, "兴卫健函〔2026〕12号", new(SampleKeys.Person, new("保存期限已满。")), "sq1-referral-1", "DX-SQ-01"),
        new ErasureDeclined(Request, new(SampleKeys.Person, new("保存期限未满。")), "supervisor-1"),
        new PatientErased(Request, ErasureBases.RetentionOver, "兴卫健函〔2026〕12号", "sq1-referral-1", "supervisor-1"),
        new PersonErased(SampleKeys.Person),
    ];
}

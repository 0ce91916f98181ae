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

    private static readonly Guid Card = Guid.Parse("0198f000-0000-7000-8000-0000000000c1");
    private static readonly string[] Filled = ["name", "idNumber", "birthDate", "sex", "phone", "address"];

    public static IReadOnlyList<object> All { get; } =
    [
        new PatientRegistered(SampleKeys.Person, "DX-PT-20261201-000001", new(SampleKeys.Person, Details), "DX-SQ-01", Filled),
        new PatientDetailsCorrected(new(SampleKeys.Person, Details), Filled, "DX-SQ-01"),
        new PatientLinked(SampleKeys.Person, "sq1-doctor-1"),
        new PatientLinkedFrom(SampleKeys.Person, "sq1-doctor-1"),
        new PatientUnlinked(SampleKeys.Person, "sq1-doctor-1"),
        new PatientUnlinkedFrom(SampleKeys.Person, "sq1-doctor-1"),
        new RecordSectionWritten(
            "history", new(SampleKeys.Person, new(new SortedDictionary<string, string> { ["allergies"] = "青霉素" })), ["allergies"],
            new(2026, 11, 30), "health-record.v1", "DX-SQ-01"),
        new HealthCardIssued(Card, new(SampleKeys.Person, CardNumber.Of(Card)), CardMedia.Physical, Request, "DX-SQ-01"),
        new HealthCardBound(Card, new(SampleKeys.Person, new("13800001234"))),
        new HealthCardSuspended(Card, "lost"),
        new HealthCardResumed(Card),
        new HealthCardReplaced(Card, Request),
        new ConsentGiven(
            Card, [AccessScopes.Record], "DX-YY-01", "doctor", "treatment", Instant.FromUtc(2027, 11, 30, 1, 0), "DX-SQ-01"),
        new ConsentWithdrawn(Card),
        new EmergencyAccessOpened(
            Card, new(SampleKeys.Person, new("昏迷入院。")), "DX-YY-01", "yy1-doctor-1", Instant.FromUtc(2026, 12, 1, 1, 0)),
        new ErasureRequested(
            Request, ErasureBases.RetentionOver, "兴卫健函〔2026〕12号", new(SampleKeys.Person, new("保存期限已满。")), "sq1-referral-1", "DX-SQ-01"),
        new ErasureDeclined(Request, new(SampleKeys.Person, new("保存期限未满。")), "supervisor-1"),
        new PatientErased(Request, ErasureBases.RetentionOver, "兴卫健函〔2026〕12号", "sq1-referral-1", "supervisor-1"),
        new PersonErased(SampleKeys.Person),
    ];
}

using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of referrals, each with every field filled.</summary>
internal static class ReferralSamples
{
    private const string Doctor = "sq1-doctor-1", Officer = "yy1-referral-1", Specialist = "yy1-doctor-1";
    private static readonly Guid Referral = Guid.Parse("0198f000-0000-7000-8000-000000000061");
    private static readonly Guid Earlier = Guid.Parse("0198f000-0000-7000-8000-000000000062");
    private static readonly Guid File = Guid.Parse("0198f000-0000-7000-8000-000000000063");
    private static readonly LocalDate Day = new(2026, 12, 9);
    private static readonly Diagnosis Diagnosis = new("I10", "原发性高血压");
    private static readonly PatientDetails Patient = new(
        "张三", "11010519491231002X", new LocalDate(1949, 12, 31), Sexes.Female, "13800001234", "兴华大街1号");
    private static readonly Dictionary<string, TimeLimit> Limits = new() { ["reception"] = TimeLimit.Parse("2 working-days") };

    private static readonly ReferralRules Rules = new()
    {
        Version = 1,
        Source = new("示例", "Example"),
        Processes = new Dictionary<string, string> { ["up"] = "referral-up" },
        Relations = [new("up", "health-centre", "hospital", ["DX-SQ-01"], ["DX-YY-01"], new(2026, 1, 1), new(2026, 12, 31))],
        Institutions = [new("DX-YY-01", "hospital", [new("cardiology", new("心内科", "Cardiology"), ["bed", "outpatient"])])],
        Urgencies = new Dictionary<string, UrgencyRule> { ["stat"] = new(true, Limits) },
        MostNoShows = 2,
        VisitDays = [7, 30],
        ValidFrom = new(2026, 1, 1),
    };

    public static IReadOnlyList<object> All { get; } =
    [
        new ReferralRulesPublished(Rules),
        new ReferralDrafted(
            Referral, "DX-RF-20261201-000001", "up", SampleKeys.Person, "DX-SQ-01", "DX-YY-01", "cardiology", "urgent",
            new("上转 · 心内科", "Referral up · Cardiology"), "web",
            Sealed(new ReferralSlip(Patient, "反复胸闷一周", Diagnosis, "规律服药", "低盐饮食")), [File], [Day], Earlier, Doctor,
            new(1, true, 2, Limits, [7, 30])),
        new ReferralSubmitted("DX-YY-01", Doctor),
        new ReferralAccepted("cardiology", [new(1, Day)], Note("携带既往资料"), Officer),
        new ReferralMoreAsked(1, Note("补充心电图"), Officer),
        new ReferralSupplemented(Sealed(new ReferralSupplement("窦性心律", "修订摘要")), [File], Doctor),
        new ReferralAlternativeProposed(new("general", Day), Note("号源已满"), Officer),
        new ReferralAlternativeAgreed(new("general", Day), Doctor),
        new ReferralAlternativeRefused(Note("希望原科室"), Doctor),
        new ReferralDeclined("no-bed", Note("建议就近"), Officer),
        new ReferralAppointed(new("bed", "cardiology", Day, new LocalTime(9, 30)), Officer),
        new ReferredPatientArrived(Officer),
        new ReferredPatientMissed(1, true, Officer),
        new ReferralTreated(Sealed(new TreatmentRecord("调整用药", "ZY-0001")), Specialist),
        new ReferralConcluded("completed", Sealed(new ReferralResult("血压平稳", Diagnosis, "社区随访")), Specialist),
        new ReferralResultRead(Doctor),
        new FollowUpVisited(1, true, Note("恢复良好"), Doctor),
        new ReferralWithdrawn("patient-declined", Note("患者不同意"), Doctor),
        new ReferralExpired("no-answer"),
        new ReferralArchived(Day),
    ];

    private static Sealed<T> Sealed<T>(T value) where T : class => new(SampleKeys.Person, value);

    private static Sealed<ReferralNote> Note(string text) => Sealed(new ReferralNote(text));
}

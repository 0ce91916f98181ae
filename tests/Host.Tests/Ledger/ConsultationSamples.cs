using NodaTime;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of consultations, each with every field filled.</summary>
internal static class ConsultationSamples
{
    private const string Expert = "yy1-expert-1", Office = "yy1-referral-1", Doctor = "sq1-doctor-1";
    private static readonly Guid Consultation = Guid.Parse("0198f000-0000-7000-8000-0000000000c1");
    private static readonly Guid Attachment = Guid.Parse("0198f000-0000-7000-8000-0000000000c2");
    private static readonly Instant At = Instant.FromUtc(2026, 3, 3, 6, 0);
    private static readonly ConsultationOpinion Opinion = new("右肺下叶斑片影", "右肺下叶炎症", "两周后复查");
    private static readonly ConsultationLimits Limits =
        new(new Dictionary<string, TimeLimit> { ["total"] = TimeLimit.Parse("7 days") }, "consultation-limits@1");

    public static IReadOnlyList<object> All { get; } =
    [
        new ConsultationRequested(
            Consultation, "DX-CS-20260302-000001", "remote-diagnosis", "urgent", "imaging", SampleKeys.Person, Attachment, "DX-YY-01",
            "DX-SQ-01", Doctor, "window", Of(new ConsultationContent("是否炎症？", "发热三天", new("张三", "13800001234"))), [Attachment], Limits),
        new ConsultationScheduled(At, 30, [Expert], Of(new ConsultationMeeting("会议号 815", "请备病历")), Office),
        new ConsultationTimeProposed(At, Of("专家出诊"), Office),
        new ConsultationTimeAnswered(true, Of("可以"), Doctor),
        new ConsultationDeclined(Of("无此专科"), Office),
        new ConsultationHeld(Of(new ConsultationMinutes("两名专家", "CT", "讨论了治疗")), Expert),
        new ConsultationNotHeld("patient", Of("未到场"), Expert),
        new ConsultationAssigned(Expert, Office),
        new ConsultationMaterialsAsked(Of("原始图像"), Office),
        new ConsultationMaterialsSupplied([Attachment], Of("已传"), Doctor),
        new ConsultationOpinionGiven(Of(Opinion), [Attachment], true, true, Expert),
        new ConsultationSecondRead(false, Of(Opinion), "yy1-expert-2"),
        new ConsultationAskedBack(Of("过敏怎么办？"), Doctor, "window"),
        new ConsultationConcluded(true, Doctor),
        new ConsultationWithdrawn(Of("已转院"), Doctor),
        new ConsultationExpired(),
        new ConsultationRated(5, Of("很好"), "citizen"),
        new ConsultationArchived(),
    ];

    private static Sealed<T> Of<T>(T value) where T : class => new(SampleKeys.Person, value);
}

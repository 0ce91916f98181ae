using System.Text.Json;
using Marten;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Projections.Shared;
using Weasel.Core;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>The body of every event as the ledger keeps it for ever: a changed byte fails.</summary>
public sealed class EventGoldenTests
{
    private static readonly LocalDate Day = new(2026, 3, 9);
    private static readonly Instant At = Given.At("2026-03-09 16:00");
    private static readonly TimeLimit Five = new(5, TimeUnit.WorkingDays);
    private static readonly LegalBasis[] Basis = [new("城镇排水与污水处理条例", "第二十一条")];
    private static readonly SubmittedMaterial[] Materials =
        [new("identity"), new("drainage-plan", Guid.Parse("019aa000-0000-7000-8000-000000000002"))];

    private static readonly object[] Samples =
    [
        new ApprovalFiled(
            Approvals.Samples.Id, Approvals.Samples.Number, ApprovalTerms.Of(Approvals.Samples.Item), "DX-SWJ", [], "DX-HALL",
            "window", Approvals.Samples.Person, FormAnswer.Of("""{"outlets":1}""").Body, Materials),
        new MaterialsFoundComplete(["identity"]),
        new MaterialsFoundMissing(["identity"], "请补交", Day),
        new MaterialsTolerated(["water-quality-report"], Day),
        new MaterialsSupplied(Materials),
        new CorrectionLapsed(["identity"]),
        new ApprovalAccepted(At, Day, true, "drainage-permit", 1, "2026.1"),
        new ApprovalNotAccepted("not-competent", "不属本机关职权", "市水务局"),
        new ApprovalDispatched("DX-SWJ", ["DX-CGW"]),
        new ApprovalFirstChecked("officer-1", "通过"),
        new ApprovalSecondChecked("reviewer-1", "通过"),
        new ApprovalCheckReturned("decision", "head-1", "请补充依据"),
        new DepartmentReviewed("DX-CGW", "agree", "reviewer-1", "同意"),
        new DepartmentReviewReturned("DX-CGW", "reviewer-1", "缺平面图"),
        new DepartmentReviewCorrected("DX-CGW", "officer-1", "已补"),
        new SpecialProcedureStarted("hearing", Five, "听告〔2026〕1号", Day),
        new SpecialProcedureEnded("hearing"),
        new SiteInspected("passed", "inspector-1", "赵立新", "一致"),
        new SiteRectified("已整改"),
        new ExpertsInvited(5, "化工安全"),
        new ExpertsReviewed("recommend", "expert-1", "建议准予"),
        new PublicityClosed(false, "无异议"),
        new HearingNoticeServed("DX-AP-20260302-000001/hearing-notice", "北侧住户"),
        new HearingRequested("interested-party"),
        new HearingWaived("放弃"),
        new HearingArranged(Day, "三层听证室", "DX-AP-20260302-000001/hearing"),
        new HearingHeld("hearing-officer-1", "建议准予", "听笔〔2026〕12号"),
        new CommitmentGiven("DX-AP-20260302-000001/commitment"),
        new CommitmentKept("inspector-1", "赵立新"),
        new CommitmentBroken("inspector-1", "赵立新", "通道被占用"),
        new CommitmentBreachRectified("已清空"),
        new ApprovalGranted(Day, "head-1", "准予", Basis, "drainage-permit", 1, "2026.1"),
        new ApprovalRefused(Day, "head-1", "不符合", "可复议", Basis, "drainage-permit", 1, "2026.1"),
        new CertificateIssued("DX-CT-20260302-000001", new("排水许可证", "Discharge permit"), Day, new LocalDate(2031, 3, 8)),
        new ApprovalDelivered("window", "applicant"),
        new ToleratedMaterialsLapsed(["water-quality-report"]),
        new ApprovalExtended(Five, "head-1", "案情复杂"),
        new ApprovalWithdrawn("不再需要"),
        new ApprovalRevoked("withdrawn", "提供虚假材料", "行政许可法第六十九条", Day, "head-1"),
        new RatingInvited("sms"),
        new ApprovalRated(2, "太慢"),
        new RectificationOpened(2, "DX-SWJ", Day),
        new RectificationReported("officer-1", "等候过长", "增开窗口"),
        new RatingCallBackMade("call-back-1", true, "满意"),
        new RectificationClosed(),
        new ApprovalArchived(Day),
        new ApprovalImported(
            Approvals.Samples.Id, "DX-IM-20260302-000001", "permit-receipt-log", "case-10011", "web", "General", "Group 2",
            "Resource21", At, At, At),
        new ApprovalStepImported(
            "permit-receipt-log", "task-42933", "Confirmation of receipt", "complete", "Group 1", "Resource21"),
        new ImportedApprovalArchived("permit-receipt-log", At),
        new ApprovalItemPublished(Approvals.Samples.Item),
    ];

    public static TheoryData<string> Names => [.. Samples.Select(sample => sample.GetType().Name)];

    private static Marten.ISerializer Json
    {
        get
        {
            var options = new StoreOptions();
            options.UseSystemTextJsonForSerialization(
                EnumStorage.AsString, Casing.CamelCase, LedgerStore.ConfigureEventJson);
            return options.Serializer();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_body_of_an_event_never_changes(string name)
    {
        var sample = Samples.Single(e => e.GetType().Name == name);
        var body = Json.ToJson(sample);
        Verified.Json(name, Indented(body));
        var again = Json.FromJson(sample.GetType(), new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body)));
        Json.ToJson(again).ShouldBe(body);
    }

    [Fact]
    public void Every_event_has_a_golden_body() =>
        typeof(ApprovalFiled).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(ApprovalFiled).Namespace && type.IsAssignableTo(typeof(IDomainEvent)))
            .Select(type => type.Name).Order()
            .ShouldBe(Names.Select(row => row.Data).Order());

    private static string Indented(string json)
    {
        using var document = JsonDocument.Parse(json);
        return JsonSerializer.Serialize(document.RootElement, Pretty);
    }

    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}

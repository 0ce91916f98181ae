using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Catalogue;
using SmartCity.Domain.Violations.Sources;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Given these facts, when somebody does this, then: the words of the tests of violations.</summary>
internal static class ViolationStory
{
    public const string Lead = "DX-STHJ";

    public static Guid Id { get; } = Guid.Parse("019aa000-0000-7000-8000-00000000f001");

    public static IReadOnlyList<OffenceKind> Kinds { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(ShippedCatalogue.Folder, "violations", "kinds"), "*.json")
            .Order(StringComparer.Ordinal).Select(file => RulesFile.Parse<OffenceKind>(File.ReadAllText(file))),
    ];

    public static EnterpriseRegister Register { get; } = EnterpriseRegister.Parse(
        File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "violations", "enterprises.demo.json")));

    public static EnforcementOfficers Officers { get; } = new(ShippedCatalogue.People);

    public static Actor Officer { get; } = Person("sthj-officer-1", Lead, Roles.Officer);

    public static Actor Approver { get; } = Person("sthj-approver", Lead, Roles.Approver);

    public static Actor Chair { get; } = Person("sthj-hearing-officer", Lead, Roles.HearingOfficer);

    public static Actor Reviewer { get; } = Person("sthj-reviewer-1", Lead, Roles.Reviewer);

    public static ViolationSubject Organisation { get; } = new("沐阳印刷（演示）有限公司", Register.Enterprises[0].CreditCode);

    public static ViolationSubject Citizen { get; } = new("张三", null, null, "13800001234");

    public static OffenceKind Kind(string code) => Kinds.Single(kind => kind.Code == code);

    public static Actor Person(string id, string unit, params string[] roles) => new(id, id, roles, unit, "window");

    public static StepContext On(string local, Actor? actor = null)
    {
        var ids = 0;
        return new(Given.At(local), actor ?? Officer, () => new Guid(++ids, 0, 0, new byte[8]), Given.Calendar);
    }

    public static ReportViolation Report(string kind = "air-exceedance", ViolationSubject? subject = null) => new(
        Id, "DX-VI-20260302-000001", kind, Kinds.FirstOrDefault(k => k.Code == kind), "window", null, "排口在线监测超标",
        subject, new(116.345, 39.73), [new(Guid.Parse("019aa000-0000-7000-8000-00000000e001"), new string('a', 64), "照片")],
        new("DX-AIR-01", "a34004.rtd", 180m, 75m, null, Given.At("2026-03-02 08:00")), null, null);

    /// <summary>Reported on Monday 2 March 2026 at 09:00.</summary>
    public static Violation Reported(string kind = "air-exceedance", ViolationSubject? subject = null) =>
        ((Violation?)null).After(ViolationDecider.Report(Report(kind, subject), On("2026-03-02 09:00")), On("2026-03-02 09:00"));

    /// <summary>Filed at 10:00 that day: the case must be decided by 31 May.</summary>
    public static Violation Filed(string kind = "air-exceedance", ViolationSubject? subject = null) =>
        Reported(kind, subject ?? Organisation)
            .When("2026-03-02 09:30", "verification", "confirmed", """{"flag":"passed"}""")
            .Served("2026-03-02 10:00", "file");

    /// <summary>Recorded on 3 March; told on 4 March with a fine of the least the law sets; answer by 11 March.</summary>
    public static Violation Noticed(string kind = "air-exceedance", ViolationSubject? subject = null, string grade = "lenient") =>
        Filed(kind, subject)
            .When("2026-03-03 10:00", "site-record", "recorded", """{"secondOfficer":"sthj-officer-2","findings":"超标"}""")
            .When("2026-03-04 10:00", "penalty-notice", "served", $$"""{"facts":"超标","grade":"{{grade}}"}""");

    /// <summary>Decided on 12 March, delivered on Friday 13 March: 15 days to pay end on Saturday 28 March.</summary>
    public static Violation Delivered(string kind = "air-exceedance", ViolationSubject? subject = null) => Noticed(kind, subject)
        .When("2026-03-12 10:00", "decision", "penalised", """{"remedy":"复议"}""", Approver)
        .When("2026-03-13 10:00", "delivery", "delivered", """{"method":"direct","receiver":"x"}""")
        .Served("2026-03-13 10:00", "begin-execution");

    /// <summary>Completes a task of the process, without the process.</summary>
    public static Decision Do(Violation state, string element, string outcome, string form, StepContext context) =>
        ViolationDecider.Complete(
            state,
            new WorkItem(Guid.Empty, element, "", context.Actor.Unit, "handling", WorkItemStatus.Claimed, context.Actor.Id,
                context.Actor.Unit, context.Now, null, null),
            outcome, FormAnswer.Of(form), Register, Officers, context);

    public static Violation When(
        this Violation state, string local, string element, string outcome, string form = "{}", Actor? actor = null) =>
        state.After(Do(state, element, outcome, form, On(local, actor)), On(local, actor));

    public static Violation Served(this Violation state, string local, string service) =>
        state.After(ViolationDecider.Serve(state, service, On(local, Actor.System)), On(local, Actor.System));

    public static Violation After(this Violation? state, Decision decision, StepContext context)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            Violation.Evolve(before, new(e, (before?.Version ?? 0) + 1, context.Now, context.Actor.Id)))!;
    }
}

using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Referrals.Consultations;

/// <summary>Given these facts, when somebody does this, then: the words of the tests of consultations.</summary>
internal static class ConsultationStory
{
    public const string Hospital = "DX-YY-01", Centre = "DX-SQ-01";

    public static Guid Id { get; } = Guid.Parse("019aa000-0000-7000-8000-00000000c001");

    public static Guid Patient { get; } = Guid.Parse("019aa000-0000-7000-8000-00000000c002");

    public static PreparedTable Table { get; } = new(CatalogueJson.Parse<DecisionTable>(
        File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "rules", "consultation-limits.v1.json"))));

    public static ConsultationExperts Experts { get; } = new(ShippedCatalogue.People);

    public static Actor Doctor { get; } = Person("sq1-doctor-1", Centre, Roles.Doctor);

    public static Actor Office { get; } = Person("yy1-referral-1", Hospital, Roles.ReferralOfficer);

    public static Actor Expert { get; } = Person("yy1-expert-1", Hospital, Roles.Expert);

    public static Actor OtherExpert { get; } = Person("yy1-expert-2", Hospital, Roles.Expert);

    public static Actor Person(string id, string unit, params string[] roles) => new(id, id, roles, unit, "window");

    public static ConsultationLimits Limits(string form, string urgency = "routine") => ConsultationLimits.Ask(
        new Dictionary<string, PreparedTable> { ["consultation-limits"] = Table }, form, urgency);

    public static StepContext On(string local, Actor actor)
    {
        var ids = 0;
        return new(Given.At(local), actor, () => new Guid(++ids, 0, 0, new byte[8]), Given.Calendar);
    }

    public static RequestConsultation Request(string form = "teleconsultation", string urgency = "routine") => new(
        Id, "DX-CS-20260302-000001", form, urgency, form == "remote-diagnosis" ? "imaging" : null, Patient, null, Centre, Hospital,
        new("是否调整抗感染方案？", "男，67 岁，发热三天。", form == "health-advice" ? new("张三", "13800001234") : null), [],
        Limits(form, urgency));

    /// <summary>Requested on Monday 2 March 2026 at 09:00.</summary>
    public static Consultation Requested(string form = "teleconsultation", string urgency = "routine") =>
        ((Consultation?)null).After(ConsultationDecider.Request(Request(form, urgency), On("2026-03-02 09:00", Doctor)), On("2026-03-02 09:00", Doctor));

    public static Consultation Scheduled(params string[] experts) => Requested().When(
        "2026-03-02 10:00", Office, "scheduling", "scheduled",
        $$"""{"startsAt":"2026-03-03T14:00","address":"会议号 815","experts":[{{string.Join(',', experts.Select(e => $"\"{e}\""))}}]}""");

    public static Consultation Answered(string form = "teleconsultation") => form switch
    {
        "teleconsultation" => Scheduled()
            .When("2026-03-03 15:00", Expert, "session", "held", """{"participants":"两名","minutes":"讨论"}""")
            .When("2026-03-03 16:00", Expert, "opinion", "given", """{"conclusion":"继续治疗"}"""),
        "remote-diagnosis" => Requested(form).When("2026-03-02 10:00", Expert, "report", "reported", """{"findings":"x","conclusion":"炎症"}"""),
        _ => Requested(form).When("2026-03-02 10:00", Expert, "answer", "given", """{"conclusion":"多休息"}"""),
    };

    /// <summary>Completes a task of the process, without the process.</summary>
    public static Decision Do(Consultation state, string local, Actor actor, string element, string outcome, string form = "{}") =>
        ConsultationDecider.Complete(
            state, new(Guid.Empty, element, "", actor.Unit, "handling", WorkItemStatus.Claimed, actor.Id, null, Given.At(local), null, null),
            outcome, FormAnswer.Of(form), Experts, On(local, actor));

    public static Consultation When(
        this Consultation state, string local, Actor actor, string element, string outcome, string form = "{}") =>
        state.After(Do(state, local, actor, element, outcome, form), On(local, actor));

    public static Consultation After(this Consultation? state, Decision decision, StepContext context)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            Consultation.Evolve(before, new(e, (before?.Version ?? 0) + 1, context.Now, context.Actor.Id)))!;
    }

    public static Clock Time(this Consultation state) => state.Clocks[Consultation.Clock];
}

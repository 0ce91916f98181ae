using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Referrals;

/// <summary>Given these facts, when somebody does this, then: the words of the tests of referrals.</summary>
internal static class ReferralStory
{
    public const string Centre = "DX-SQ-01", Hospital = "DX-YY-01", Station = "DX-SZ-01";

    public static Guid Id { get; } = Guid.Parse("019aa000-0000-7000-8000-00000000f0f1");

    public static Guid Patient { get; } = Guid.Parse("019aa000-0000-7000-8000-00000000f0f2");

    public static ReferralRules Rules { get; } = RulesFile.Parse<ReferralRules>(
        File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "referrals", "rules.v1.json")));

    public static Actor Doctor { get; } = new("sq1-doctor-1", "x", [Roles.Doctor], Centre, "web");

    public static Actor Officer { get; } = new("yy1-referral-1", "x", [Roles.ReferralOfficer], Hospital, "web");

    public static Actor Specialist { get; } = new("yy1-doctor-1", "x", [Roles.Doctor], Hospital, "web");

    public static Actor Machine { get; } = new("integrator", "x", [Roles.Integrator], "", "api") { ActsFor = [Actor.EveryUnit] };

    public static ReferralSlip Slip { get; } = new(
        new("张三", "11010519491231002X", new LocalDate(1949, 12, 31), Sexes.Female, "13800001234"),
        "反复胸闷", new("I20.9", "心绞痛"), null, null);

    public static StepContext On(string local, Actor? actor = null)
    {
        var ids = 0;
        return new(Given.At(local), actor ?? Doctor, () => new Guid(++ids, 0, 0, new byte[8]), Given.Calendar);
    }

    public static ReferPatient Up(string urgency = "routine", bool draft = false) => new(
        Id, "DX-RF-20260302-000001", "up", Patient, Slip, Centre, Hospital, "cardiology", urgency, [], [], null, Rules, draft);

    public static ReferPatient Down(params LocalDate[] visits) => Up() with
    {
        Direction = "down",
        FromInstitution = Hospital,
        ToInstitution = Centre,
        Department = null,
        Visits = visits,
    };

    /// <summary>Sent up on Monday 2 March 2026 at 09:00: to be answered by Wednesday evening.</summary>
    public static Referral Sent(string urgency = "routine") =>
        ((Referral?)null).After(ReferralDecider.Refer(Up(urgency), On("2026-03-02 09:00")), On("2026-03-02 09:00"));

    public static Referral Accepted() => Sent().When("2026-03-02 10:00", ReferralProcess.Reception, "accepted", actor: Officer);

    /// <summary>Booked for Thursday 5 March.</summary>
    public static Referral Booked() => Accepted().When(
        "2026-03-02 11:00", ReferralProcess.Appointment, "appointed", """{"kind":"bed","daysAhead":3,"time":"09:30"}""", Officer);

    public static Referral Arrived() => Booked().When("2026-03-05 09:20", ReferralProcess.Arrival, "arrived", actor: Officer);

    /// <summary>Completes a task of the process, without the process.</summary>
    public static Decision Do(Referral state, string element, string outcome, string form, StepContext context, string? instance = null) =>
        ReferralDecider.Complete(
            state,
            new WorkItem(Guid.Empty, element, "", context.Actor.Unit, "handling", WorkItemStatus.Claimed, context.Actor.Id,
                instance, context.Now, null, null),
            outcome, FormAnswer.Of(form), Rules, context);

    public static Referral When(
        this Referral state, string local, string element, string outcome, string form = "{}", Actor? actor = null, string? instance = null) =>
        state.After(Do(state, element, outcome, form, On(local, actor), instance), On(local, actor));

    public static Referral After(this Referral? state, Decision decision, StepContext context)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            Referral.Evolve(before, new(e, (before?.Version ?? 0) + 1, context.Now, context.Actor.Id)))!;
    }
}

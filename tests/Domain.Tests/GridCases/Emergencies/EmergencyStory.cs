using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.GridCases.Emergencies;

/// <summary>Given these facts, when somebody does this, then: the words of the tests of wartime.</summary>
internal static class EmergencyStory
{
    public const string Town = "110115005", Centre = "DX-ZHZX";

    public static Guid TheCase { get; } = Guid.Parse("019aa000-0000-7000-8000-000000000101");

    public static Actor Commander { get; } = Approvals.Story.Person("yjj-commander-1", "毛红", "DX-YJJ", Roles.Commander);

    public static Actor DutyOfficer { get; } = Approvals.Story.Person("centre-duty-officer-1", "孙刚", Centre, Roles.DutyOfficer);

    public static Actor Dispatcher { get; } = Approvals.Story.Person("centre-dispatcher-1", "汤志强", Centre, Roles.Dispatcher);

    public static Actor WaterOfficer { get; } = Approvals.Story.Person("swj-officer-1", "程伟", "DX-SWJ", Roles.Officer);

    public static Actor OtherWaterOfficer { get; } = Approvals.Story.Person("swj-officer-2", "姚艳", "DX-SWJ", Roles.Officer);

    public static IReadOnlyList<ResponsePlan> ResponsePlans { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(ShippedCatalogue.Folder, "response-plans"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => RulesFile.Parse<ResponsePlan>(File.ReadAllText(file))),
    ];

    public static Guid Order(int n) => new(n, 0, 0, new byte[8]);

    public static StepContext On(string local, Actor? actor = null) => Approvals.Story.On(local, actor ?? Commander);

    /// <summary>A flooded road in Huangcun, reported on Monday 2 March 2026 at 08:30 and not read by anybody yet.</summary>
    public static GridCase Reported(string? kind = "event-0406") => Fold(null, On("2026-03-02 08:30"), new GridCaseReported(
        TheCase, "DX-GC-20260302-000001", kind, "hotline", "兴丰大街积水", "路面积水约四十厘米", new(116.34, 39.72),
        new("110115005001001", Town), null, true, [], null, null, Centre,
        new(new Dictionary<string, TimeLimit>(), "desk-limits@1")));

    /// <summary>Raised at 09:00 to level IV (a report every four hours) by the centre.</summary>
    public static GridCase Raised(int level = 4) => Reported().When(
        state => EmergencyDecider.Raise(state, new(TheCase, level, null, "道路中断"), ResponsePlans, On("2026-03-02 09:00", DutyOfficer)),
        On("2026-03-02 09:00", DutyOfficer));

    public static Decision Do(GridCase state, string element, string outcome, string form, StepContext context, string? instance = null) =>
        EmergencyDecider.Complete(
            state,
            new WorkItem(Guid.Empty, element, "", context.Actor.Unit, "handling", WorkItemStatus.Claimed, context.Actor.Id, instance,
                context.Now, null, null),
            outcome, FormAnswer.Of(form), CaseStory.Rules, context);

    public static Decision Report(GridCase state, StepContext context) =>
        Do(state, "situation-report", "reported", """{"text":"水退","measures":"抽排"}""", context);

    public static GridCase When(this GridCase state, Func<GridCase, Decision> decide, StepContext context)
    {
        var decision = decide(state);
        decision.Refusal.ShouldBeNull();
        return Fold(state, context, [.. decision.Events]);
    }

    public static GridCase Fold(GridCase? state, StepContext context, params object[] events) =>
        events.Aggregate(state, (before, e) =>
            GridCase.Evolve(before, new(e, (before?.Version ?? 0) + 1, context.Now, context.Actor.Id)))!;

    public static Instant At(string local) => Given.At(local);
}

using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>Given these facts, when somebody does this, then: the words of the tests of cases.</summary>
internal static class CaseStory
{
    public const string Centre = "DX-ZHZX", Town = "110115005", Unit = "DX-CGW", Other = "DX-CGZFJ";

    public static readonly Table Rules = new();

    public static Guid Id { get; } = Guid.Parse("019aa000-0000-7000-8000-00000000c001");

    public static Actor Dispatcher { get; } = Person("dispatcher-1", Centre, Roles.Dispatcher);

    public static Actor DutyOfficer { get; } = Person("duty-1", Centre, Roles.DutyOfficer);

    public static Actor Officer { get; } = Person("officer-1", Unit, Roles.Officer);

    public static Actor OtherOfficer { get; } = Person("officer-2", Other, Roles.Officer);

    public static Actor GridMember { get; } = Person("grid-1", Town, Roles.GridMember);

    public static Reporter Caller { get; } = new("张三", "13800001234");

    public static Actor Person(string id, string unit, params string[] roles) => new(id, id, roles, unit, "window");

    public static StepContext On(string local, Actor? actor = null)
    {
        var ids = 0;
        return new(Given.At(local), actor ?? Dispatcher, () => new Guid(++ids, 0, 0, new byte[8]), Given.Calendar);
    }

    /// <summary>Refuse on a street of Huangcun, told to the hotline by somebody who can be called back.</summary>
    public static ReportCase Report(string channel = "hotline", string? kind = Table.Refuse, bool anonymous = false) => new(
        Id, "DX-GC-20260302-000001", kind, channel, "路边垃圾", "路边堆放垃圾，三天未清。", new(116.34, 39.73, "黄村西大街"),
        new("110115005001001", Town), anonymous ? null : Caller, false, [], null, null, Centre, []);

    /// <summary>Reported on Monday 2 March 2026 at 09:30.</summary>
    public static GridCase Reported(ReportCase? command = null)
    {
        var context = On("2026-03-02 09:30");
        return ((GridCase?)null).After(GridCaseDecider.Report(command ?? Report(), Rules, context), context);
    }

    /// <summary>Accepted at 09:35 and classified at 09:40.</summary>
    public static GridCase Classified(ReportCase? command = null, string kind = Table.Refuse) => Reported(command)
        .When(s => Do(s, "intake", "accept", "{}", On("2026-03-02 09:35")), On("2026-03-02 09:35"))
        .When(s => Do(s, "analysis", "classified", $$"""{"kind":"{{kind}}"}""", On("2026-03-02 09:40")), On("2026-03-02 09:40"));

    /// <summary>Dispatched by table at 09:40.</summary>
    public static GridCase Dispatched() => Classified().When(
        s => GridCaseDecider.Serve(s, "dispatch", Rules, On("2026-03-02 09:40")), On("2026-03-02 09:40"));

    /// <summary>Taken on at 10:00.</summary>
    public static GridCase InHandling(GridCase? state = null) => (state ?? Dispatched()).When(
        s => Do(s, "acceptance", "accepted", "{}", On("2026-03-02 10:00", Officer)), On("2026-03-02 10:00", Officer));

    /// <summary>Done at 15:00.</summary>
    public static GridCase Resolved() => InHandling().When(
        s => Do(s, "handling", "resolved", """{"result":"已清运"}""", On("2026-03-02 15:00", Officer)), On("2026-03-02 15:00", Officer));

    /// <summary>Confirmed on site at 16:00.</summary>
    public static GridCase Verified() => Resolved().When(
        s => Do(s, "verification", "confirmed", "{}", On("2026-03-02 16:00", GridMember)), On("2026-03-02 16:00", GridMember));

    /// <summary>The reporter was satisfied; filed at 17:00.</summary>
    public static GridCase Archived() => Verified()
        .When(s => Do(s, "call-back", "satisfied", "{}", On("2026-03-02 17:00")), On("2026-03-02 17:00"))
        .When(s => GridCaseDecider.Serve(s, "archive", Rules, On("2026-03-02 17:00")), On("2026-03-02 17:00"));

    /// <summary>Completes a task of the process, without the process.</summary>
    public static Decision Do(
        GridCase state, string element, string outcome, string form, StepContext context, string? instance = null) =>
        GridCaseDecider.Complete(
            state,
            new WorkItem(Guid.Empty, element, "", context.Actor.Unit, "handling", WorkItemStatus.Claimed, context.Actor.Id,
                instance, context.Now, null, null),
            outcome, FormAnswer.Of(form), Rules, context);

    public static GridCase When(this GridCase state, Func<GridCase, Decision> decide, StepContext context) =>
        state.After(decide(state), context);

    public static GridCase After(this GridCase? state, Decision decision, StepContext context)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            GridCase.Evolve(before, new(e, (before?.Version ?? 0) + 1, context.Now, context.Actor.Id)))!;
    }
}

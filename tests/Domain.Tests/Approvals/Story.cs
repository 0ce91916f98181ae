using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>Given these facts, when somebody does this, then: the words of the decider's tests.</summary>
internal static class Story
{
    public static Actor Clerk { get; } = Person("clerk-1", "综合窗口", "DX-HALL", "window-clerk");

    public static Actor Officer { get; } = Person("officer-1", "主办一", "DX-SWJ", "officer");

    public static Actor Reviewer { get; } = Person("reviewer-1", "协办一", "DX-SWJ", "reviewer");

    public static Actor Head { get; } = Person("head-1", "负责人", "DX-SWJ", "approver");

    public static ApprovalItem Drainage { get; } = ShippedCatalogue.Item("drainage-permit");

    public static Actor Person(string id, string name, string unit, string role) => new(id, name, [role], unit, "window");

    public static StepContext On(string local, Actor? actor = null)
    {
        var ids = 0;
        return new(Given.At(local), actor ?? Clerk, () => new Guid(++ids, 0, 0, new byte[8]), Given.Calendar);
    }

    /// <summary>Received on Monday 2 March 2026 at 09:30.</summary>
    public static Approval Filed(ApprovalItem? item = null, params string[] withoutMaterials)
    {
        var context = On("2026-03-02 09:30");
        var decision = ApprovalDecider.File(Samples.Filing(item ?? Drainage, withoutMaterials), item ?? Drainage, context);
        return ((Approval?)null).After(decision, context);
    }

    /// <summary>Accepted on Tuesday 3 March 2026 at 10:00.</summary>
    public static Approval Accepted(ApprovalItem? item = null) => Filed(item).When(
        state => ApprovalDecider.Serve(state, "accept", On("2026-03-03 10:00")), On("2026-03-03 10:00"));

    /// <summary>Granted on Monday 9 March 2026 at 16:00.</summary>
    public static Approval Granted(ApprovalItem? item = null) => Accepted(item).When(
        state => Do(state, "decision", "granted", """{"opinion":"准予"}""", On("2026-03-09 16:00", Head)),
        On("2026-03-09 16:00", Head));

    /// <summary>Completes a task of the process, without the process.</summary>
    public static Decision Do(Approval state, string element, string outcome, string form, StepContext context,
        string? instance = null) => ApprovalDecider.Complete(
            state,
            new WorkItem(Guid.Empty, element, "", instance ?? state.Unit, "handling", WorkItemStatus.Claimed,
                context.Actor.Id, instance, context.Now, null, null),
            outcome, FormAnswer.Of(form), context);

    public static Approval When(this Approval state, Func<Approval, Decision> decide, StepContext context) =>
        state.After(decide(state), context);

    public static Approval After(this Approval? state, Decision decision, StepContext context)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            Approval.Evolve(before, new(e, (before?.Version ?? 0) + 1, context.Now, context.Actor.Id)))!;
    }

    public static Clock Statutory(this Approval state) => state.Clocks[ApprovalClocks.Statutory];
}

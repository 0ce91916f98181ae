using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.GridCases;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Domain.Tests.Violations;
using SmartCity.Domain.Violations;

namespace SmartCity.Domain.Tests.Notices;

/// <summary>What calls for a notice, and what does not.</summary>
public sealed class OccasionTests
{
    private static readonly LocalDate Day = new(2026, 3, 10);

    [Fact]
    public void An_acceptance_is_told_to_the_applicant_and_to_the_unit_that_handles_it()
    {
        var state = Story.Accepted();
        var calls = Told.Of(Story.Filed(), state, Accepted(deemed: false));
        calls.Briefly().ShouldBe(["approval.accepted → citizen", "approval.accepted → DX-SWJ officer"]);
        calls[0].Values["dueOn"].Zh.ShouldBe("2026-03-13", "8 working days are promised");
        Told.Of(Story.Filed(), state, Accepted(deemed: true)).Briefly()[0].ShouldBe("approval.deemed-accepted → citizen");
    }

    [Fact]
    public void What_is_missing_is_named_with_the_day_and_again_when_that_is_near()
    {
        var state = Story.Filed(null, "identity") with { Missing = ["identity"] };
        var notice = Told.Of(state, state, new MaterialsFoundMissing(["identity", "drainage-plan"], "请补交：张三本人", Day)).ShouldHaveSingleItem();
        notice.Occasion.Code.ShouldBe("approval.correction");
        notice.Values["missing"].ShouldBe(new("【drainage-plan】、【identity】", "[drainage-plan], [identity]"));
        notice.Values["dueOn"].En.ShouldBe("2026-03-10");
        Told.Of(state, state, new ClockWarned(ApprovalClocks.Correction, Given.At("2026-03-17 23:59:59"))).Briefly()
            .ShouldBe(["approval.correction-nearing → citizen"]);
        Told.Of(state, state, new ClockWarned(ApprovalClocks.Promised, Given.At("2026-03-17 23:59:59"))).ShouldBeEmpty("it has no process");
    }

    [Theory]
    [InlineData("granted", "approval.granted", "准予许可")]
    [InlineData("refused", "approval.refused", "不予许可")]
    public void A_decision_is_told_to_the_applicant_and_to_the_window(string decision, string occasion, string word)
    {
        object e = decision == "granted"
            ? new ApprovalGranted(Day, "head-1", "", [], "x", 1, "c")
            : new ApprovalRefused(Day, "head-1", "张三的材料不实", "", [], "x", 1, "c");
        var calls = Told.Of(Story.Accepted(), Story.Granted(), e);
        calls.Briefly().ShouldBe([$"{occasion} → citizen", "approval.decided → DX-HALL window-clerk"]);
        calls[1].Values["decision"].Zh.ShouldBe(word);
        calls.SelectMany(call => call.Values.Values).ShouldNotContain(text => text.Zh.Contains("张三"), "no text that a person wrote");
    }

    [Fact]
    public void Ready_papers_an_invitation_and_what_ends_it_are_told_and_nothing_else_is()
    {
        var state = Story.Granted();
        var opened = new ProcessAdvanced(new("single-unit", 1), new(ProcessCauseKind.ServiceCompleted, "x")) { Opened = [Item("delivery")] };
        Told.Of(state, state, opened).Briefly().ShouldBe(["approval.ready → citizen"]);
        Told.Of(state, state, opened with { Opened = [Item("first-check")] }).ShouldBeEmpty();
        var asked = state with { InvitedAt = Given.At("2026-03-10 10:00") };
        Told.Of(state, asked, new RatingInvited("window")).Briefly().ShouldBe(["approval.rating → citizen"]);
        Told.Of(asked, asked, new RatingInvited("window")).ShouldBeEmpty("once a matter");
        Told.Of(state, state, new ApprovalNotAccepted("not-needed", "x", null)).Briefly().ShouldBe(["approval.not-accepted → citizen"]);
        Told.Of(state, state, new CorrectionLapsed(["identity"])).Briefly().ShouldBe(["approval.lapsed → citizen"]);
        Told.Of(state, state, new MaterialsTolerated(["identity"], Day)).Briefly().ShouldBe(["approval.tolerated → citizen"]);
        Told.Of(state, state, new MaterialsSupplied([new("identity")])).Briefly().ShouldBe(["approval.corrected → DX-HALL window-clerk"]);
        Told.Of(state, state, new ApprovalFirstChecked("officer-1", "好")).ShouldBeEmpty();
        Told.Of(state, state, new ApprovalWithdrawn("不办了")).ShouldBeEmpty("whoever took it back knows");
    }

    [Fact]
    public void An_invitation_is_one_notice_whichever_event_of_the_commit_calls_for_it()
    {
        var (at, invitation) = (Given.At("2026-03-10 10:00"), new RatingInvited("window"));
        var (before, after) = (Story.Granted(), Story.Granted() with { InvitedAt = at });
        var whole = Told.Of(before, after with { Version = after.Version + 2 }, invitation, new WorkItemClaimed(Guid.NewGuid(), "a"));
        whole.ShouldHaveSingleItem().Occurrence.ShouldBe(Told.Of(before, after, invitation).ShouldHaveSingleItem().Occurrence);
        var (open, seen) = (CaseStory.Dispatched(), CaseStory.Dispatched() with { InvitedAt = at });
        Told.Of(open, seen with { Version = 99 }, new GridCaseAccepted(false)).Single(c => c.Occasion.Code == "case.rating").Occurrence
            .ShouldBe(Told.Of(open, seen, new GridCaseAccepted(false)).Single(c => c.Occasion.Code == "case.rating").Occurrence);
    }

    [Fact]
    public void What_a_case_or_a_violation_is_about_is_its_kind_and_never_what_a_person_wrote()
    {
        var state = CaseStory.Dispatched() with { Title = new("张三家门口的垃圾", "张三家门口的垃圾") };
        state.About.ShouldBe(state.Classified!.Name);
        (state with { Classified = null }).About.Zh.ShouldBe("城市案件");
        var violation = ViolationStory.Noticed() with { Title = new("李四倒垃圾", "李四倒垃圾") };
        violation.About.ShouldBe(violation.Terms.Name);
        Story.Granted().About.ShouldBe(Story.Granted().Terms.Name);
    }

    [Fact]
    public void A_case_is_told_to_its_reporter_from_filing_to_the_end_and_to_the_units_that_have_it()
    {
        var state = CaseStory.Dispatched();
        Told.Of(state, state, new GridCaseAccepted(false)).Briefly().ShouldBe(["case.accepted → citizen"]);
        Told.Of(state, state, new GridCaseDispatched("DX-CGW", ["DX-CGZFJ"], DispatchModes.Hand, null)).Briefly()
            .ShouldBe(["case.dispatched → citizen", "case.dispatched → DX-CGW officer", "case.dispatched → DX-CGZFJ officer"]);
        Told.Of(state, state, new GridCaseDispatched("DX-CGW", ["DX-CGZFJ"], DispatchModes.Whistle, null)).Briefly()
            .ShouldBe(["case.dispatched → DX-CGZFJ officer"], "the lead unit has it already, and the reporter knows");
        Told.Of(state, state, new GridCaseReturned("DX-CGW", "officer-1", "x")).Briefly().ShouldBe([$"case.returned → {CaseStory.Centre} dispatcher"]);
        Told.Of(state, state, new GridCaseResolved("DX-CGW", "officer-1", "已清运", [])).Briefly().ShouldBe(["case.resolved → citizen"]);
        var told = new ReportersTold([new(CaseStory.Id, "x")], "solved");
        Told.Of(state, CaseStory.Archived(), told, new GridCaseArchived()).Briefly().ShouldBe(["case.closed → citizen"]);
        var refused = CaseStory.Reported() with { Closure = "refused" };
        Told.Of(state, refused, new GridCaseRefused("x"), told, new GridCaseArchived()).Briefly()
            .ShouldBe(["case.refused → citizen"], "once, and not as if it were done");
        Told.Of(state, state, new HandlingReported("DX-CGW", "officer-1", "x", [], [])).ShouldBeEmpty();
    }

    [Fact]
    public void An_emergency_calls_those_who_command_and_those_on_duty_and_its_order_the_unit()
    {
        var state = CaseStory.Dispatched();
        var terms = new ResponseTerms("fire", 1, "DX-YJJ", "DX-ZHZX", Limit, Limit, Limit, Limit, []);
        Told.Of(state, state, new EmergencyRaised(2, terms, "x", "duty-1")).Briefly()
            .ShouldBe(["case.emergency → DX-YJJ commander", "case.emergency → DX-ZHZX duty-officer"]);
        var order = Told.Of(state, state, new OrderGiven(Guid.NewGuid(), "立即封路", "DX-CGW", "officer-1", "x", Given.At("2026-03-02 10:00")))
            .ShouldHaveSingleItem();
        order.To!.Unit.ShouldBe("DX-CGW");
        order.Values["dueAt"].Zh.ShouldBe("2026-03-02 10:00");
    }

    [Fact]
    public void A_party_hears_that_it_was_served_and_that_it_was_decided_and_no_more()
    {
        var state = ViolationStory.Noticed(subject: ViolationStory.Citizen);
        Told.Of(state, state, state.Notice!).Briefly().ShouldBe(["violation.noticed → citizen"]);
        Told.Of(state, state, new PenaltyForgone(Day, "轻微", "x", 1, "d", "y")).Briefly().ShouldBe(["violation.decided → citizen"]);
        Told.Of(state, state, new PenaltyPaid(100, 0, 0, Day, "r")).ShouldBeEmpty();
        Told.Kinds[2].Citizens(state).ShouldHaveSingleItem().Phone.ShouldBe("13800001234");
        Told.Kinds[2].Citizens(ViolationStory.Noticed()).ShouldBeEmpty("who gave no telephone is told by no message");
    }

    [Fact]
    public void A_limit_that_is_near_is_told_to_who_has_the_task_and_one_that_is_over_to_the_approver_and_the_supervisors()
    {
        var item = Item("first-check");
        var state = Story.Accepted() with
        {
            Process = new() { Key = new("single-unit", 1), WorkItems = NoItems.Add(item.Id, item) },
        };
        var due = Given.At("2026-03-10 17:00");
        Told.Of(state, state, new ClockWarned(ClockNames.Step(item.Id), due)).Briefly().ShouldBe(["limit.near → DX-X officer"]);
        var promised = Told.Of(state, state, new ClockWarned(ApprovalClocks.Promised, due)).ShouldHaveSingleItem();
        promised.Values["clock"].Zh.ShouldBe("钟promised");
        promised.Values["dueAt"].En.ShouldBe("2026-03-10 17:00");
        Told.Of(state, state, new ClockBreached(ClockNames.Step(item.Id), due)).Briefly()
            .ShouldBe(["limit.over → DX-X approver", "limit.over → * supervisor"]);
        Told.Of(state, state, new ClockBreached(ApprovalClocks.Promised, due)).Briefly()[0].ShouldBe("limit.over → DX-SWJ approver");
        Told.Of(state, state, new WorkItemDelegated(item.Id, "a", "b")).Briefly().ShouldBe(["task.delegated → DX-X officer b"]);
        Told.Of(state, state, new WorkItemClaimed(item.Id, "a")).ShouldBeEmpty();
        Told.Of(state, state with { Process = null }, new ClockWarned(ApprovalClocks.Promised, due)).ShouldBeEmpty("what was imported");
        var idle = state with { Process = state.Process with { WorkItems = NoItems } };
        Told.Of(idle, idle, new ClockWarned(ApprovalClocks.Promised, due)).Briefly().ShouldBe(["limit.near → DX-SWJ officer+approver"]);
    }

    private static System.Collections.Immutable.ImmutableDictionary<Guid, WorkItem> NoItems =>
        System.Collections.Immutable.ImmutableDictionary<Guid, WorkItem>.Empty;

    private static TimeLimit Limit => TimeLimit.Parse("1 hours");

    private static ApprovalAccepted Accepted(bool deemed) => new(Given.At("2026-03-03 10:00"), Day, deemed, "x", 1, "c");

    private static WorkItem Item(string element) => new(
        Guid.Parse("019aa000-0000-7000-8000-00000000a001"), element, "officer", "DX-X", "handling", WorkItemStatus.Open, null, null,
        Given.At("2026-03-03 10:00"), null, null);
}

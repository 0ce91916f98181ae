using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Shared.Clocks;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>Withdrawal, extension, special procedures and revocation.</summary>
public sealed class ActTests
{
    private static readonly WithdrawApproval Withdraw = new(Samples.Id, "不再需要");
    private static readonly ExtendApproval Extend = new(Samples.Id, new(10, TimeUnit.WorkingDays), "案情复杂", 1);
    private static readonly SuspendApproval Suspend =
        new(Samples.Id, SpecialProcedures.Testing, new(5, TimeUnit.WorkingDays), "检测通知〔2026〕3号", 1);

    private static readonly RevokeApproval Revoke = new(Samples.Id, "withdrawn", "提供虚假材料", "行政许可法第六十九条", 1);

    [Fact]
    public void The_applicant_takes_it_back_and_the_clocks_stop()
    {
        var context = On("2026-03-05 10:00");
        var state = Accepted().When(s => ApprovalDecider.Withdraw(s, Withdraw, context), context);

        state.Status.ShouldBe("withdrawn");
        state.Statutory().State.ShouldBe(ClockState.Stopped);
        ApprovalDecider.Withdraw(state, Withdraw, context).ShouldStayQuiet();
    }

    [Fact]
    public void What_is_decided_cannot_be_withdrawn() =>
        ApprovalDecider.Withdraw(Granted(), Withdraw, On("2026-03-10 10:00")).ShouldRefuse("approval.already-decided");

    [Fact]
    public void What_is_not_there_is_not_found() =>
        ApprovalDecider.Withdraw(null, Withdraw, On("2026-03-10 10:00")).ShouldRefuse("approval.not-found");

    [Fact]
    public void The_head_extends_both_clocks_once()
    {
        var context = On("2026-03-05 10:00", Head);
        var state = Accepted().When(s => ApprovalDecider.Extend(s, Extend, context), context);

        state.Statutory().Limit.Amount.ShouldBe(30);
        state.Clocks[ApprovalClocks.Promised].Limit.Amount.ShouldBe(18);
        ApprovalDecider.Extend(state, Extend, context).ShouldRefuse("approval.already-extended");
    }

    [Fact]
    public void Nobody_but_the_head_of_the_unit_extends()
    {
        ApprovalDecider.Extend(Accepted(), Extend, On("2026-03-05 10:00", Officer)).ShouldRefuse("approval.approver-needed");
        ApprovalDecider.Extend(Accepted(), Extend, On("2026-03-05 10:00", Person("h", "他局", "DX-RSJ", "approver")))
            .ShouldRefuse("approval.approver-needed");
    }

    [Theory]
    [InlineData("drainage-permit", 11, false)]
    [InlineData("drainage-permit", 10, true)]
    [InlineData("road-occupation", 15, true)]
    [InlineData("road-occupation", 16, false)]
    public void An_extension_has_its_legal_measure(string code, int days, bool possible)
    {
        var item = ShippedCatalogue.Item(code);
        var head = Person("h", "负责人", item.Unit, "approver");
        var decision = ApprovalDecider.Extend(
            Accepted(item), Extend with { By = new(days, TimeUnit.WorkingDays) }, On("2026-03-05 10:00", head));

        (decision.Refusal?.Code).ShouldBe(possible ? null : "approval.extension-too-long");
    }

    [Fact]
    public void A_special_procedure_stops_the_count_until_it_is_over()
    {
        var state = Accepted()
            .When(s => ApprovalDecider.Suspend(s, Suspend, On("2026-03-05 10:00", Officer)), On("2026-03-05 10:00"));
        state.Status.ShouldBe("suspended");
        state.Statutory().State.ShouldBe(ClockState.Suspended);
        ApprovalDecider.Suspend(state, Suspend, On("2026-03-06 10:00", Officer)).ShouldStayQuiet();
        ApprovalDecider.Suspend(state, Suspend with { Ground = SpecialProcedures.Hearing }, On("2026-03-06 10:00", Officer))
            .ShouldRefuse("approval.already-suspended");

        var resumed = state.When(
            s => ApprovalDecider.Resume(s, new(s.Id, 1), On("2026-03-11 10:00", Officer)), On("2026-03-11 10:00"));

        resumed.Status.ShouldBe("accepted");
        resumed.Statutory().DueAt.ShouldBe(Given.At("2026-04-03 23:59:59"));
        ApprovalDecider.Resume(resumed, new(Samples.Id, 1), On("2026-03-12 10:00", Officer))
            .ShouldRefuse("approval.not-suspended");
    }

    [Fact]
    public void Only_a_ground_of_the_law_stops_the_count() =>
        ApprovalDecider.Suspend(Accepted(), Suspend with { Ground = "lunch" }, On("2026-03-05 10:00", Officer))
            .ShouldRefuse("approval.ground-unknown");

    [Fact]
    public void A_licence_is_revoked_after_the_decision_and_only_once()
    {
        var context = On("2026-06-01 10:00", Head);
        ApprovalDecider.Revoke(Accepted(), Revoke, context).ShouldRefuse("approval.nothing-to-revoke");
        var state = Granted().When(s => ApprovalDecider.Revoke(s, Revoke, context), context);

        state.Status.ShouldBe("revoked");
        ApprovalDecider.Revoke(state, Revoke, context).ShouldStayQuiet();
        ApprovalDecider.Revoke(state, Revoke with { Kind = "cancelled" }, context).ShouldRefuse("approval.nothing-to-revoke");
    }
}

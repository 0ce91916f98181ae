using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.Approvals.Story;

namespace SmartCity.Domain.Tests.Approvals;

public sealed class DecisionTests
{
    private const string Passed = """{"opinion":"通过"}""";

    [Fact]
    public void The_second_check_is_another_persons()
    {
        var state = Accepted().When(s => Do(s, "first-check", "passed", Passed, On("2026-03-04 10:00", Officer)), On("2026-03-04 10:00"));

        Do(state, "second-check", "passed", Passed, On("2026-03-05 10:00", Officer))
            .ShouldRefuse("approval.second-officer-must-differ");
        Do(state, "second-check", "passed", Passed, On("2026-03-05 10:00", Reviewer))
            .Event<ApprovalSecondChecked>().Officer.ShouldBe("reviewer-1");
    }

    [Fact]
    public void Granting_stores_basis_and_versions_and_stops_both_clocks()
    {
        var decision = Do(Accepted(), "decision", "granted", Passed, On("2026-03-09 16:00", Head));

        var granted = decision.Event<ApprovalGranted>();
        granted.DecidedOn.ShouldBe(new LocalDate(2026, 3, 9));
        granted.Basis.ShouldNotBeEmpty();
        (granted.ItemVersion, granted.CalendarVersion).ShouldBe((1, "shipped"));
        decision.Events.OfType<ClockStopped>().Select(stopped => stopped.Clock).ShouldBe(["statutory", "promised"]);
    }

    [Fact]
    public void A_refusal_gives_reasons_and_remedy()
    {
        var context = On("2026-03-09 16:00", Head);
        Do(Accepted(), "decision", "refused", """{"reasons":"不符合","remedy":" "}""", context)
            .ShouldRefuse("approval.answer-required");
        Do(Accepted(), "decision", "refused", """{"reasons":"","remedy":"可复议"}""", context)
            .ShouldRefuse("approval.answer-required");
        Do(Accepted(), "decision", "refused", """{"reasons":"不符合","remedy":"可复议"}""", context)
            .Event<ApprovalRefused>().Remedy.ShouldBe("可复议");
    }

    [Fact]
    public void A_granted_approval_cannot_be_granted_again() =>
        Do(Granted(), "decision", "granted", Passed, On("2026-03-10 10:00", Head))
            .ShouldRefuse("approval.already-decided");

    [Fact]
    public void What_was_not_accepted_is_not_decided() =>
        Do(Filed(), "decision", "granted", Passed, On("2026-03-10 10:00", Head))
            .ShouldRefuse("approval.not-yet-accepted");

    [Fact]
    public void Nothing_is_granted_over_the_objection_of_a_department()
    {
        var item = ShippedCatalogue.Item("road-occupation");
        var officer = Person("r", "交警", "DX-JTZD", "reviewer");
        var context = On("2026-03-05 10:00", officer);
        var state = Accepted(item).When(
            s => Do(s, "department-review", "object", """{"reason":"影响公交"}""", context, "DX-JTZD"), context);

        Do(state, "decision", "granted", Passed, On("2026-03-09 16:00", Head)).ShouldRefuse("approval.department-objects");
    }

    [Fact]
    public void The_certificate_takes_its_number_from_the_matter_and_is_issued_once()
    {
        var context = On("2026-03-09 16:00", Head);
        var state = Granted();
        var issued = ApprovalDecider.Serve(state, "issue-certificate", context).Event<CertificateIssued>();

        issued.CertificateNumber.ShouldBe("DX-CT-20260302-000001");
        issued.ValidUntil.ShouldBe(new LocalDate(2031, 3, 8));
        ApprovalDecider.Serve(state.When(s => ApprovalDecider.Serve(s, "issue-certificate", context), context),
            "issue-certificate", context).ShouldStayQuiet();
    }

    [Fact]
    public void Delivery_has_ten_working_days_of_its_own()
    {
        var context = On("2026-03-09 16:00", Head);
        var state = Granted().When(s => ApprovalDecider.Serve(s, "start-delivery-clock", context), context);
        state.Clocks[ApprovalClocks.Delivery].Limit.ShouldBe(new TimeLimit(10, TimeUnit.WorkingDays));

        var delivered = Do(state, "delivery", "delivered", """{"method":"window","receiver":"applicant"}""", On("2026-03-11 10:00"));

        delivered.Event<ApprovalDelivered>().Method.ShouldBe("window");
        delivered.Event<ClockStopped>().Clock.ShouldBe("delivery");
    }
}

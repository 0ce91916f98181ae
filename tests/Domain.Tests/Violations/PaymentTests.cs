using NodaTime;
using SmartCity.Domain.Violations;
using static SmartCity.Domain.Tests.Violations.ViolationStory;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Payment in time and late, review and lawsuit.</summary>
public sealed class PaymentTests
{
    [Theory]
    [InlineData(28, 0, 0)]
    [InlineData(29, 1, 3_000)]
    [InlineData(31, 3, 9_000)]
    [InlineData(31 + 30, 33, 99_000)]
    [InlineData(31 + 31, 34, 100_000)]
    [InlineData(31 + 90, 93, 100_000)]
    public void Each_day_late_adds_three_percent_and_never_more_than_the_fine(int dayOfMarch, int late, int added)
    {
        var due = ViolationDecider.Due(Delivered(), new LocalDate(2026, 3, 1).PlusDays(dayOfMarch - 1))!;
        (due.Fine, due.DaysLate, due.LateFee, due.LastDay).ShouldBe((100_000m, late, added, new LocalDate(2026, 3, 28)));
    }

    [Fact]
    public void What_is_paid_is_what_is_due_on_the_day_and_paid_once()
    {
        var context = On("2026-03-30 10:00");
        ViolationDecider.Pay(Noticed(), new(Id, 1, null, "1"), context).ShouldRefuse("violation.nothing-to-pay");
        ViolationDecider.Pay(Delivered(), new(Id, 100_000, null, "1"), context).ShouldRefuse("violation.payment-differs");
        ViolationDecider.Pay(Delivered(), new(Id, 100_000, new LocalDate(2026, 3, 12), "1"), context).ShouldRefuse("violation.paid-on-invalid");
        ViolationDecider.Pay(Delivered(), new(Id, 100_000, new LocalDate(2026, 3, 31), "1"), context).ShouldRefuse("violation.paid-on-invalid");
        ViolationDecider.Pay(Delivered(), new(Id, 100_000, new LocalDate(2026, 3, 28), " "), context).ShouldRefuse("violation.answer-required");
        var paid = ViolationDecider.Pay(Delivered(), new(Id, 106_000, null, "1"), context);
        (paid.Event<PenaltyPaid>().LateFee, paid.Event<PenaltyPaid>().DaysLate).ShouldBe((6_000m, 2));
        var after = Delivered().After(paid, context);
        ViolationDecider.Pay(after, new(Id, 106_000, null, "1"), context).ShouldStayQuiet();
        ViolationDecider.Pay(after, new(Id, 106_000, null, "2"), context).ShouldRefuse("violation.nothing-to-pay");
        ViolationProcess.Message(paid.Events).ShouldBe("paid");
    }

    [Fact]
    public void During_review_and_lawsuit_nothing_is_added()
    {
        var (sought, ended) = (On("2026-03-30 10:00"), On("2026-04-04 10:00"));
        var state = Delivered().After(ViolationDecider.Seek(Delivered(), new(Id, "review", null, "区政府", "1号"), sought), sought);
        ViolationDecider.Seek(state, new(Id, "review", null, "区政府", "1号"), sought).ShouldStayQuiet();
        ViolationDecider.Seek(state, new(Id, "litigation", null, "法院", "2号"), sought).ShouldRefuse("violation.remedy-pending");
        ViolationDecider.Due(state, new(2026, 4, 3))!.DaysLate.ShouldBe(1, "29 March; from 30 on it is stayed");
        state = state.After(ViolationDecider.End(state, new(Id, "upheld", null, "3号"), ended), ended);
        ViolationDecider.Due(state, new(2026, 4, 6))!.DaysLate.ShouldBe(3, "29 March, 5 and 6 April");
        ViolationDecider.End(state, new(Id, "upheld", null, "3号"), ended).ShouldStayQuiet();
        ViolationDecider.End(state, new(Id, "revoked", null, "3号"), ended).ShouldRefuse("violation.no-remedy-pending");
    }

    [Fact]
    public void Only_a_delivered_decision_is_reviewed_and_a_revoked_one_ends_the_matter()
    {
        var context = On("2026-03-30 10:00");
        ViolationDecider.Seek(Noticed(), new(Id, "review", null, "x", "y"), context).ShouldRefuse("violation.nothing-to-review");
        ViolationDecider.Seek(Delivered(), new(Id, "petition", null, "x", "y"), context).ShouldRefuse("violation.remedy-unknown");
        ViolationDecider.End(Delivered(), new(Id, "upheld", null, "y"), context).ShouldRefuse("violation.no-remedy-pending");
        var state = Delivered().After(ViolationDecider.Seek(Delivered(), new(Id, "litigation", null, "法院", "y"), context), context);
        var revoked = ViolationDecider.End(state, new(Id, "revoked", null, "判决"), context);
        ViolationProcess.Message(revoked.Events).ShouldBe("revoked");
        state.After(revoked, context).Closure.ShouldBe("revoked");
    }
}

using System.Globalization;
using NodaTime;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;

namespace SmartCity.Domain.Tests.Referrals.Settlements;

/// <summary>What is claimed, and what comes of each answer of the payer.</summary>
public sealed class SettlementTests
{
    private static readonly Guid Id = Guid.Parse("019aa000-0000-7000-8000-00000000d001"), Patient = Guid.Parse("019aa000-0000-7000-8000-00000000d002");
    private static readonly PayerFile Payers = PayerFile.Parse(
        File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "settlements", "payers.json")));
    private static readonly ClaimDetails Details = new([new("CT-1", "胸部 CT", 1, 180.5m), new("HZ-1", "远程会诊", 2, 60m)]);
    private static readonly Actor Office = new("yy1-referral-1", "x", [Roles.ReferralOfficer], "DX-YY-01", "window");
    private int _messages;

    [Fact]
    public void A_claim_is_the_sum_of_its_items_and_starts_the_payers_time()
    {
        var claim = Submitted();
        (claim.Amount, claim.Status, claim.Listed).ShouldBe((300.5m, "submitted", false));
        claim.Clocks["payer"].Limit.ShouldBe(TimeLimit.Parse("15 working-days"));
        claim.IsTheirs("payer", null).ShouldBeTrue();
        claim.Title.En.ShouldNotContain("CT");
    }

    [Fact]
    public void A_claim_is_refused_where_it_does_not_hold_and_made_once()
    {
        SettlementDecider.Submit(null, Claim() with { Payer = null }, On(Office)).ShouldRefuse("settlement.payer-unknown");
        SettlementDecider.Submit(null, Claim() with { Finished = false }, On(Office)).ShouldRefuse("settlement.subject-not-finished");
        SettlementDecider.Submit(null, Claim() with { Amount = 300m }, On(Office)).ShouldRefuse("settlement.amount-invalid");
        SettlementDecider.Submit(null, Claim() with { Details = new([]) }, On(Office)).ShouldRefuse("settlement.amount-invalid");
        SettlementDecider.Submit(null, Claim() with { Details = new([new("a", "b", 0, 1)]) }, On(Office)).ShouldRefuse("settlement.amount-invalid");
        SettlementDecider.Submit(null, Claim() with { Details = new([new("a", "b", 1, 0.001m)]) }, On(Office)).ShouldRefuse("settlement.amount-invalid");
        SettlementDecider.Submit(null, Claim() with { Details = new([.. Enumerable.Repeat(new ClaimItem("a", "b", 10_000, 9_999_999m), 1)]) }, On(Office))
            .ShouldRefuse("settlement.amount-invalid");
        SettlementDecider.Submit(null, Claim(), On(Office with { Unit = "DX-SQ-01" })).ShouldRefuse("settlement.not-yours");
        SettlementDecider.Submit(Submitted(), Claim(), On(Office)).ShouldRefuse("settlement.already-submitted");
    }

    [Theory]
    [InlineData("acknowledged approved:300.5 paid:300.5", "applied applied applied", "paid", "300.5")]
    [InlineData("approved paid:300.5", "applied applied", "paid", "300.5")]
    [InlineData("partially-approved:200 paid:200", "applied applied", "paid", "200")]
    [InlineData("rejected", "applied", "rejected", "0")]
    [InlineData("paid:300.5 approved:300.5 acknowledged", "applied out-of-order out-of-order", "paid", "300.5")]
    [InlineData("approved approved", "applied repeated", "approved", "300.5")]
    [InlineData("acknowledged acknowledged approved acknowledged", "applied repeated applied out-of-order", "approved", "300.5")]
    [InlineData("partially-approved:200 paid:200 paid:200", "applied applied repeated", "paid", "200")]
    [InlineData("approved rejected", "applied contradiction", "disputed", "300.5")]
    [InlineData("rejected paid:100", "applied contradiction", "disputed", "0")]
    [InlineData("partially-approved:200 partially-approved:201", "applied contradiction", "disputed", "200")]
    [InlineData("paid:300.5 partially-approved:200", "applied contradiction", "disputed", "300.5")]
    [InlineData("paid:300.5 rejected", "applied contradiction", "disputed", "300.5")]
    [InlineData("approved:301", "wrong-amount", "disputed", "")]
    [InlineData("partially-approved:300.5", "wrong-amount", "disputed", "")]
    [InlineData("partially-approved", "wrong-amount", "disputed", "")]
    [InlineData("approved paid:300", "applied wrong-amount", "disputed", "300.5")]
    [InlineData("paid:-1", "wrong-amount", "disputed", "")]
    [InlineData("approved rejected paid:300.5", "applied contradiction while-disputed", "disputed", "300.5")]
    public void Each_answer_has_its_effect_by_rule(string answers, string effects, string status, string settled)
    {
        var claim = answers.Split(' ').Aggregate(Submitted(), (state, said) => Hear(state, said));
        claim.Answers.Select(answer => answer.Effect).ShouldBe(effects.Split(' '));
        (claim.Status, claim.Settled).ShouldBe((status, settled.Length == 0 ? null : decimal.Parse(settled, CultureInfo.InvariantCulture)));
        claim.Deviations.Count().ShouldBe(status == "disputed" ? 1 : 0);
    }

    [Fact]
    public void The_same_message_counts_once_and_with_another_content_contradicts_itself()
    {
        var approved = Hear(Submitted(), "approved", "m-1");
        Hear(approved, "approved", "m-1").Answers[^1].Effect.ShouldBe("repeated");
        var other = Hear(approved, "rejected", "m-1");
        (other.Answers[^1].Effect, other.Status, other.State).ShouldBe(("contradiction", "disputed", "approved"));
    }

    [Fact]
    public void An_answer_after_the_payers_time_counts_and_is_noted_as_late()
    {
        SettlementDecider.Answer(Submitted(), new(Id, "m-1", "approved", null, null), On(Office, "2026-04-20 09:00"))
            .Event<PayerAnswered>().Late.ShouldBeTrue();
        var decided = SettlementDecider.Answer(Submitted(), new(Id, "m-1", "approved", null, null), On(Office, "2026-03-04 09:00"));
        decided.Event<PayerAnswered>().Late.ShouldBeFalse();
        decided.Event<ClockStopped>();
        SettlementDecider.Answer(Submitted(), new(Id, "m-1", "perhaps", null, null), On(Office)).ShouldRefuse("settlement.state-unknown");
    }

    [Fact]
    public void A_person_settles_a_dispute_within_what_was_claimed()
    {
        var disputed = Hear(Hear(Submitted(), "approved"), "rejected");
        SettlementDecider.Resolve(Submitted(), new(Id, "approved", null, "x", null), On(Office)).ShouldRefuse("settlement.not-disputed");
        SettlementDecider.Resolve(disputed, new(Id, "paid", 301m, "x", null), On(Office)).ShouldRefuse("settlement.amount-invalid");
        SettlementDecider.Resolve(disputed, new(Id, "paid", 200.005m, "x", null), On(Office)).ShouldRefuse("settlement.amount-invalid");
        SettlementDecider.Resolve(disputed, new(Id, "paid", 300m, " ", null), On(Office)).ShouldRefuse("settlement.amount-invalid");
        var settled = After(disputed, SettlementDecider.Resolve(disputed, new(Id, "partially-approved", 200m, "电话核对", null), On(Office)));
        (settled.Status, settled.Settled, settled.Deviations.Count()).ShouldBe(("partially-approved", 200m, 1));
        settled.ChangedOn.ShouldHaveSingleItem().ShouldBe(new(2026, 3, 2));
        Hear(settled, "paid:200").Status.ShouldBe("paid");
    }

    [Fact]
    public void Every_difference_of_a_statement_is_named()
    {
        OurClaim[] ours =
        [
            new("A", "U", "approved", 100, true), new("B", "U", "paid", 50, true), new("C", "U", "acknowledged", 70, true),
            new("D", "U", "rejected", 0, true), new("E", "U", "paid", 10, false),
        ];
        StatementLine[] lines = [new("A", "approved", 100), new("B", "paid", 60), new("D", "approved", 0), new("X", "paid", 5), new("A", "approved", 100)];
        StatementComparison.Compare(lines, ours).Select(d => $"{d.Claim} {d.Kind}").ShouldBe(
            ["B other-amount", "C missing-there", "D other-state", "X missing-here"]);
        StatementComparison.Compare([new("E", "paid", 10), new("E", "paid", 11)], [ours[4]]).Single().Kind.ShouldBe("named-twice");
        StatementComparison.Compare([], [ours[4]]).ShouldBeEmpty("what did not change that day need not be named");
    }

    [Fact]
    public void A_day_is_compared_once_a_statement_and_keeps_what_it_found()
    {
        var day = new LocalDate(2026, 3, 2);
        var command = new ReconcileStatement(Id, "DX-SD-1", "DX-YB", day, "h1", [new("X", "paid", 5)], []);
        foreach (var early in (LocalDate[])[day.PlusDays(9), day])
            SettlementDayDecider.Reconcile(null, command with { Day = early }, On(Office)).ShouldRefuse("settlement.day-invalid");
        var next = On(Office, "2026-03-03 00:00");
        var state = Day(null, SettlementDayDecider.Reconcile(null, command, next));
        SettlementDayDecider.Reconcile(state, command, next).ShouldStayQuiet();
        var corrected = Day(state, SettlementDayDecider.Reconcile(state, command with { Hash = "h2", Lines = [] }, next));
        (corrected.Status, corrected.Statements, corrected.Deviations.Single().Key).ShouldBe(("balanced", 2, "X/missing-here"));
        var note = new NoteUnknownClaim(Id, "DX-SD-1", "DX-YB", day, "m-1", "X", "paid", 5);
        var noted = Day(corrected, SettlementDayDecider.Note(corrected, note));
        noted.Unknown.ShouldHaveSingleItem();
        SettlementDayDecider.Note(noted, note).ShouldStayQuiet();
    }

    [Fact]
    public void A_day_without_a_statement_is_noted_once_and_one_that_comes_late_is_compared()
    {
        var day = new LocalDate(2026, 3, 2);
        var missed = new MissStatement(Id, "DX-SD-1", "DX-YB", day, Given.At("2026-03-04 00:00"));
        var state = Day(null, SettlementDayDecider.Miss(null, missed));
        var deviation = state.Deviations.ShouldHaveSingleItem();
        (state.Status, deviation.Cause, deviation.Unit).ShouldBe(("missing", "settlement-difference", "DX-WJW"));
        SettlementDayDecider.Miss(state, missed).ShouldStayQuiet();
        var late = Day(state, SettlementDayDecider.Reconcile(
            state, new ReconcileStatement(Id, "DX-SD-1", "DX-YB", day, "h1", [], []), On(Office, "2026-03-05 09:00")));
        (late.Status, late.Deviations.Count()).ShouldBe(("balanced", 1));
        SettlementDayDecider.Miss(late, missed).ShouldStayQuiet();
    }

    private static SettlementDay Day(SettlementDay? state, Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            SettlementDay.Evolve(before, new(e, (before?.Version ?? 0) + 1, Given.At("2026-03-03 08:00"), "x")))!;
    }

    private static SubmitSettlement Claim() => new(
        Id, "DX-ST-20260302-000001", "DX-YB", Payers.On("DX-YB", new(2026, 3, 2)), Id, "DX-CS-1", true, Patient, "DX-YY-01", Details, null);

    private static Settlement Submitted() => After(null, SettlementDecider.Submit(null, Claim(), On(Office)));

    private Settlement Hear(Settlement state, string said, string? message = null)
    {
        var parts = said.Split(':');
        decimal? amount = parts.Length > 1 ? decimal.Parse(parts[1], CultureInfo.InvariantCulture) : null;
        return After(state, SettlementDecider.Answer(
            state, new(Id, message ?? $"auto-{++_messages}", parts[0], amount, "说明"), On(Office, "2026-03-03 09:00")));
    }

    private static Settlement After(Settlement? state, Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, (before, e) =>
            Settlement.Evolve(before, new(e, (before?.Version ?? 0) + 1, Given.At("2026-03-02 09:00"), "x")))!;
    }

    private static StepContext On(Actor actor, string local = "2026-03-02 09:00") => new(Given.At(local), actor, Guid.NewGuid, Given.Calendar);
}

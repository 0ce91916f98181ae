using NodaTime;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using static SmartCity.Domain.Tests.Referrals.ReferralStory;

namespace SmartCity.Domain.Tests.Referrals;

/// <summary>Who may refer whom to whom, and when it counts as sent.</summary>
public sealed class SubmissionTests
{
    private static readonly StepContext Now = On("2026-03-02 09:00");

    [Fact]
    public void A_referral_is_sent_at_once_and_its_clocks_start()
    {
        var sent = Sent();
        (sent.Status, sent.Unit, sent.Title.Zh, sent.Terms.Version).ShouldBe(("submitted", Hospital, "上转", 1));
        sent.Clocks.Keys.ShouldBe(["reception", "whole"], ignoreOrder: true);
        sent.Clocks["reception"].DueAt.InZone(WorkingCalendar.Zone).Date.ShouldBe(new LocalDate(2026, 3, 4));
        sent.Units.ShouldBe([Centre, Hospital], ignoreOrder: true);
    }

    [Fact]
    public void A_draft_is_its_sender_s_own_until_it_is_sent_once()
    {
        var draft = ((Referral?)null).After(ReferralDecider.Refer(Up(draft: true), Now), Now);
        (draft.Status, draft.Unit, draft.Clocks.Count).ShouldBe(("draft", Centre, 0));
        draft.Units.ShouldBe([Centre]);
        ReferralDecider.Submit(draft, On("2026-03-02 09:05", Officer)).ShouldRefuse("referral.not-your-institution");
        var sent = draft.After(ReferralDecider.Submit(draft, Now), Now);
        sent.Status.ShouldBe("submitted");
        ReferralDecider.Submit(sent, Now).ShouldBe(Decision.Nothing);
    }

    [Theory]
    [InlineData("up", Centre, Hospital, null)]
    [InlineData("up", Station, Centre, null)]
    [InlineData("up", Station, Hospital, null)]
    [InlineData("down", Hospital, Centre, null)]
    [InlineData("down", Centre, Station, null)]
    [InlineData("down", Centre, "DX-SZ-02", "referral.pair-not-allowed")]
    [InlineData("up", Centre, "DX-SQ-02", "referral.pair-not-allowed")]
    [InlineData("down", Centre, Hospital, "referral.wrong-direction")]
    [InlineData("up", Hospital, Centre, "referral.wrong-direction")]
    [InlineData("up", Centre, Centre, "referral.same-institution")]
    [InlineData("up", Centre, "DX-YY-99", "referral.institution-unknown")]
    [InlineData("sideways", Centre, Hospital, "referral.field-invalid")]
    public void Who_may_refer_to_whom_is_what_the_rules_of_the_day_say(string direction, string from, string to, string? code)
    {
        var decision = ReferralDecider.Refer(
            Up() with { Direction = direction, FromInstitution = from, ToInstitution = to, Department = null }, On("2026-03-02 09:00", Machine));
        if (code is null) decision.Event<ReferralSubmitted>().ToInstitution.ShouldBe(to);
        else decision.ShouldRefuse(code);
    }

    [Fact]
    public void A_relation_holds_on_its_days_only()
    {
        var relations = Rules.Relations.Select(relation => relation with { ValidTo = new(2026, 3, 1) }).ToList();
        ReferralDecider.Refer(Up() with { Rules = Rules with { Relations = relations } }, On("2026-03-01 23:00")).Event<ReferralSubmitted>();
        ReferralDecider.Refer(Up() with { Rules = Rules with { Relations = relations } }, Now).ShouldRefuse("referral.pair-not-allowed");
        ReferralDecider.Refer(Up() with { Rules = null }, Now).ShouldRefuse("referral.no-rules");
    }

    [Theory]
    [InlineData("I10", true)]
    [InlineData("I21.9", true)]
    [InlineData("E11.900x031", true)]
    [InlineData("M50.1+", true)]
    [InlineData("i10", false)]
    [InlineData("10", false)]
    [InlineData("I1", false)]
    [InlineData("I10.", false)]
    [InlineData("I10\n", false)]
    [InlineData("高血压", false)]
    public void A_diagnosis_has_a_code_of_the_shape_of_icd_10(string code, bool sound)
    {
        var decision = ReferralDecider.Refer(Up() with { Slip = Slip with { Diagnosis = new(code, "x") } }, Now);
        if (sound) decision.Event<ReferralDrafted>().Slip.Value!.Diagnosis.Code.ShouldBe(code);
        else decision.ShouldRefuse("referral.diagnosis-invalid");
    }

    [Fact]
    public void What_does_not_hold_is_refused()
    {
        ReferralDecider.Refer(Up() with { Department = "dentistry" }, Now).ShouldRefuse("referral.department-unknown");
        ReferralDecider.Refer(Up("soon"), Now).ShouldRefuse("referral.field-invalid");
        ReferralDecider.Refer(
            Up() with { Slip = Slip with { Patient = Slip.Patient with { IdNumber = "110105194912310021" } } }, Now).ShouldRefuse("patient.field-invalid");
        ReferralDecider.Refer(Up(), On("2026-03-02 09:00", Specialist)).ShouldRefuse("referral.not-your-institution");
        ReferralDecider.Refer(Up(), On("2026-03-02 09:00", Officer with { Unit = Centre })).ShouldRefuse("referral.not-your-institution");
        ReferralDecider.Refer(Up() with { Visits = [new(2026, 4, 1)] }, Now).ShouldRefuse("referral.field-invalid");
        ReferralDecider.Refer(Down(new LocalDate(2026, 3, 1)), On("2026-03-02 09:00", Specialist)).ShouldRefuse("referral.field-invalid");
    }

    [Fact]
    public void It_follows_only_what_was_sent_for_the_same_patient()
    {
        var before = Sent();
        ReferralDecider.Refer(Up() with { Follows = before }, Now).Event<ReferralDrafted>().Follows.ShouldBe(before.Id);
        ReferralDecider.Refer(Up() with { Follows = before with { Patient = Guid.NewGuid() } }, Now).ShouldRefuse("referral.follows-invalid");
        ReferralDecider.Refer(Up() with { Follows = before with { SubmittedAt = null } }, Now).ShouldRefuse("referral.follows-invalid");
    }
}

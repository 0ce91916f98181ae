using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Tests.Referrals.Consultations;

namespace SmartCity.Domain.Tests.Referrals;

/// <summary>A machine acts for the institutions that it was given, and for no other.</summary>
public sealed class MachineTests
{
    private static readonly Actor Theirs = new("his", "x", [Roles.Integrator], "DX-HALL", "api") { ActsFor = ["DX-SQ-01"] };

    private static readonly Actor Elsewhere = Theirs with { ActsFor = ["DX-SQ-02"] };

    [Fact]
    public void It_asks_for_consultations_of_its_own()
    {
        ConsultationDecider.Request(ConsultationStory.Request(), ConsultationStory.On("2026-03-02 09:00", Theirs)).Refusal.ShouldBeNull();
        ConsultationDecider.Request(ConsultationStory.Request(), ConsultationStory.On("2026-03-02 09:00", Elsewhere))
            .ShouldRefuse("consultation.not-yours");
    }

    [Fact]
    public void It_refers_and_withdraws_for_its_own()
    {
        var command = ReferralStory.Up();
        ReferralDecider.Refer(command, ReferralStory.On("2026-03-02 09:00", Theirs)).Refusal.ShouldBeNull();
        ReferralDecider.Refer(command, ReferralStory.On("2026-03-02 09:00", Elsewhere)).ShouldRefuse("referral.not-your-institution");
        ReferralDecider.Withdraw(ReferralStory.Sent(), new(ReferralStory.Id, "other", null, null), ReferralStory.On("2026-03-02 10:00", Elsewhere))
            .ShouldRefuse("referral.not-your-institution");
    }

    [Fact]
    public void Every_unit_is_said_so()
    {
        Theirs.IsSystemOf("DX-YY-01").ShouldBeFalse();
        (Theirs with { ActsFor = [Actor.EveryUnit] }).IsSystemOf("DX-YY-01").ShouldBeTrue();
        (Theirs with { Roles = [Roles.Doctor] }).IsSystemOf("DX-SQ-01").ShouldBeFalse();
    }
}

using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using static SmartCity.Domain.Tests.Referrals.Patients.PatientStory;

namespace SmartCity.Domain.Tests.Referrals.Patients;

/// <summary>Who may see what of a patient, for how long.</summary>
public sealed class AccessTests
{
    private const string Hospital = "DX-YY-01";

    [Theory]
    [InlineData(0, true)]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void A_treatment_is_a_ground_while_it_runs_and_for_thirty_days_after(int days, bool granted)
    {
        Ask(After(), days, new Treatment(Guid.NewGuid(), null)).Ground.ShouldBe(AccessGrounds.Treatment);
        Ask(After(), days, new Treatment(Guid.NewGuid(), Start)).Granted.ShouldBe(granted);
    }

    [Theory]
    [InlineData(23, true)]
    [InlineData(24, false)]
    public void An_emergency_opens_the_record_for_a_day(int hours, bool granted)
    {
        var opened = AccessRules.OpenInEmergency(After(), new(Id, "昏迷", Hospital), Times, By(Doctor)).Event<EmergencyAccessOpened>();
        opened.Until.ShouldBe(Start + Duration.FromHours(24));
        var access = AccessRules.Of(After(opened), Hospital, [Roles.Doctor], AccessScopes.Record, [], Times, Calendar, Start + Duration.FromHours(hours));
        access.Granted.ShouldBe(granted);
        access.Ground.ShouldBe(granted ? AccessGrounds.Emergency : AccessGrounds.None);
    }

    [Fact]
    public void An_emergency_is_told_of_as_a_deviation_once_and_stays()
    {
        var opened = AccessRules.OpenInEmergency(After(), new(Id, "昏迷", Hospital), Times, By(Doctor)).Event<EmergencyAccessOpened>();
        var state = After(opened);
        var deviation = state.Deviations.ShouldHaveSingleItem();
        (deviation.Cause, deviation.Unit).ShouldBe(("emergency-access", Hospital));
        AccessRules.OpenInEmergency(state, new(Id, "again", Hospital), Times, By(Doctor)).ShouldStayQuiet();
        AccessRules.OpenInEmergency(state, new(Id, "x", "DX-YY-02"), Times, By(Doctor)).Event<EmergencyAccessOpened>();
        After(opened, new PersonErased(Id)).Deviations.ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(Hospital, false, null, true)]
    [InlineData("DX-YY-02", false, null, false)]
    [InlineData("DX-YY-02", false, "4321", false)]
    [InlineData("DX-YY-02", false, "1234", true)]
    [InlineData("DX-YY-02", true, null, true)]
    public void A_consent_is_taken_back_by_whoever_wrote_it_down_or_shows_that_the_patient_wants_it(
        string unit, bool proven, string? last4, bool done)
    {
        var given = AccessRules.Give(
            After(), new(Id, [AccessScopes.Record], Hospital, null, "treatment", null, Hospital, true, null), Times, By(Doctor)).Event<ConsentGiven>();
        var decision = AccessRules.Withdraw(After(given), new(Id, given.ConsentId, unit, proven, last4));
        if (done) decision.Event<ConsentWithdrawn>();
        else decision.ShouldRefuse("patient.consent-not-proven");
    }

    [Fact]
    public void Whom_the_patient_let_correct_who_they_are_may_for_as_long_as_a_consent_runs_and_in_the_role_it_names()
    {
        var given = AccessRules.Give(
            After(), new(Id, [AccessScopes.Record], Hospital, Roles.Doctor, "treatment", null, Hospital, true, null), Times, By(Doctor)).Event<ConsentGiven>();
        Decision Correct(string role, int days)
        {
            var by = By(Doctor with { Roles = [role], Unit = Hospital });
            return RecordRules.Correct(
                After(given), new(Id, After().Details! with { Address = "兴华大街9号" }, Hospital), Times, by with { Now = Start + Duration.FromDays(days) });
        }
        Correct(Roles.Doctor, 300).Event<PatientDetailsCorrected>();
        Correct(Roles.ReferralOfficer, 300).ShouldRefuse("patient.access-refused");
        Correct(Roles.Doctor, 400).ShouldRefuse("patient.access-refused");
    }

    [Fact]
    public void A_consent_holds_for_who_and_what_it_names_until_its_end_or_its_withdrawal()
    {
        var until = Start + Duration.FromDays(10);
        var given = AccessRules.Give(
            After(), new(Id, [AccessScopes.Record], Hospital, Roles.Doctor, "treatment", until, Hospital, false, "1234"), Times, By(Doctor)).Event<ConsentGiven>();
        bool May(Patient p, string unit, string role, string what, int days) =>
            AccessRules.Of(p, unit, [role], what, [], Times, Calendar, Start + Duration.FromDays(days)).Granted;
        var state = After(given);
        May(state, Hospital, Roles.Doctor, AccessScopes.Record, 9).ShouldBeTrue();
        May(state, Hospital, Roles.Doctor, AccessScopes.Record, 10).ShouldBeFalse();
        May(state, Hospital, Roles.ReferralOfficer, AccessScopes.Record, 9).ShouldBeFalse();
        May(state, Hospital, Roles.Doctor, AccessScopes.Referrals, 9).ShouldBeFalse();
        May(state, "DX-YY-02", Roles.Doctor, AccessScopes.Record, 9).ShouldBeFalse();
        var withdrawn = AccessRules.Withdraw(state, Back(given.ConsentId)).Event<ConsentWithdrawn>();
        May(After(given, withdrawn), Hospital, Roles.Doctor, AccessScopes.Record, 9).ShouldBeFalse();
        AccessRules.Withdraw(After(given, withdrawn), Back(given.ConsentId)).ShouldStayQuiet();
        AccessRules.Withdraw(state, Back(Guid.NewGuid())).ShouldRefuse("patient.consent-not-found");
    }

    [Fact]
    public void A_consent_is_proven_by_the_patient_and_ends_within_the_longest_time()
    {
        Decision Give(string? last4, Instant? until, bool proven = false) => AccessRules.Give(
            After(), new(Id, [AccessScopes.All], null, null, "treatment", until, Hospital, proven, last4), Times, By(Doctor));
        Give("4321", null).ShouldRefuse("patient.consent-not-proven");
        Give(null, null).ShouldRefuse("patient.consent-not-proven");
        Give(null, null, proven: true).Event<ConsentGiven>();
        Give("1234", Start).ShouldRefuse("patient.field-invalid");
        Give("1234", Start + Duration.FromDays(400)).ShouldRefuse("patient.field-invalid");
        Give("1234", null).Event<ConsentGiven>();
    }

    [Fact]
    public void Nobody_reads_of_who_is_erased_and_a_machine_without_an_institution_reads_of_nobody()
    {
        Ask(After(new PersonErased(Id)), 0, new Treatment(Guid.NewGuid(), null)).Refusal!.Code.ShouldBe("patient.erased");
        AccessRules.Of(After(), "", [Roles.Integrator], AccessScopes.Record, [], Times, Calendar, Start).Granted.ShouldBeFalse();
        AccessRules.Of(After(), "DX-SQ-01", [Roles.Doctor], AccessScopes.Record, [], Times, Calendar, Start).Ground.ShouldBe(AccessGrounds.Keeper);
    }

    private static Access Ask(Patient patient, int days, Treatment treatment) =>
        AccessRules.Of(patient, Hospital, [Roles.Doctor], AccessScopes.Record, [treatment], Times, Calendar, Start + Duration.FromDays(days));

    private static WithdrawConsent Back(Guid consent) => new(Id, consent, Hospital, true, null);
}

using SmartCity.Application.Referrals.Patients;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>Who may read of a patient, over HTTP: consents, and the opening of a record in an emergency.</summary>
internal static class AccessEndpoints
{
    public static void MapAccess(this IEndpointRouteBuilder patients)
    {
        patients.MapPost("/{id:guid}/consents", Give).RequireAuthorization(Rights.KeepPatients).Accepts<ConsentBody>("application/json")
            .Produces<RegisteredPatient>().WithSummary("Write down what the patient agrees to");
        patients.MapPost("/{id:guid}/consents/{consent:guid}/withdraw", Withdraw).RequireAuthorization(Rights.KeepPatients)
            .Accepts<WithdrawConsentBody>("application/json").Produces<RegisteredPatient>().WithSummary("The patient takes it back: from now on it is no ground");
        patients.MapPost("/{id:guid}/emergency-access", Open).RequireAuthorization(Rights.OpenInEmergency)
            .Accepts<EmergencyBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("Open the record in an emergency: allowed at once, flagged, and looked at by supervision");
    }

    private static async Task<IResult> Give(Guid id, HttpContext http, PatientDesk desk, PatientGate gate, PatientRulebook rules, CitizenTries tries)
    {
        var said = await Bodies.Peek<ConsentBody>(http);
        var (proven, wait) = await Proof(id, null, said, said?.PhoneLast4, http, desk, gate, tries);
        return wait ?? await desk.Run<ConsentBody>(
            http, "give-consent", id,
            (body, seen, matter, context, unit) => AccessHandlers.Handle(
                new GiveConsent(id, body.Scope, body.Unit, body.Role, body.Purpose, body.Until, unit, proven, body.PhoneLast4),
                seen, matter, rules.Times, context),
            open: true);
    }

    private static async Task<IResult> Withdraw(
        Guid id, Guid consent, HttpContext http, PatientDesk desk, PatientGate gate, CitizenTries tries)
    {
        var said = await Bodies.Peek<WithdrawConsentBody>(http);
        var (proven, wait) = await Proof(id, consent, said, said?.PhoneLast4, http, desk, gate, tries);
        return wait ?? await desk.Run<WithdrawConsentBody>(
            http, "withdraw-consent", id,
            (body, seen, matter, _, unit) => AccessHandlers.Handle(
                new WithdrawConsent(id, consent, unit, proven, body.PhoneLast4), seen, matter),
            open: true);
    }

    /// <summary>
    /// Whether the institution needs no telephone to speak for the patient; with the answer for one that tried too often. Four
    /// digits are not found by trying, and that they were wrong is recorded.
    /// </summary>
    /// <param name="consent">The one that is taken back: whoever wrote it down may.</param>
    private static async Task<(bool Proven, IResult? Wait)> Proof(
        Guid id, Guid? consent, ISpeaksFor? said, string? last4, HttpContext http, PatientDesk desk, PatientGate gate, CitizenTries tries)
    {
        var (actor, stop) = (http.Actor(), http.RequestAborted);
        if (desk.Institution(actor, said?.Institution) is not { } mine || await gate.Find(id, stop) is not { } patient) return (false, null);
        if (patient.Consents.Any(c => c.Id == consent && c.RecordedAt == mine) || await gate.Has(actor, patient, mine, AccessScopes.Record, stop))
            return (true, null);
        if (last4 is { Length: 4 } && tries.Refuse(http, $"consent/{patient.Id:N}") is { } wait) return (false, wait);
        if (!AccessRules.Proves(patient, last4)) await gate.NotProven(actor, patient, mine, stop);
        return (false, null);
    }

    private static Task<IResult> Open(Guid id, HttpContext http, PatientDesk desk, PatientRulebook rules) =>
        desk.Run<EmergencyBody>(
            http, "open-emergency-access", id,
            (body, seen, matter, context, unit) => AccessHandlers.Handle(
                new OpenEmergencyAccess(id, body.Reason.Trim(), unit), seen, matter, rules.Times, context),
            open: true);
}

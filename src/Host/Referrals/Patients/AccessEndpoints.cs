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
            .Produces<RegisteredPatient>().WithSummary("The patient takes it back: from now on it is no ground");
        patients.MapPost("/{id:guid}/emergency-access", Open).RequireAuthorization(Rights.OpenInEmergency)
            .Accepts<EmergencyBody>("application/json").Produces<RegisteredPatient>()
            .WithSummary("Open the record in an emergency: allowed at once, flagged, and looked at by supervision");
    }

    private static async Task<IResult> Give(Guid id, HttpContext http, PatientDesk desk, PatientGate gate, PatientRulebook rules, CitizenTries tries)
    {
        var actor = http.Actor();
        var said = await Bodies.Peek<ConsentBody>(http);
        var mine = desk.Institution(actor, said?.Institution);
        var proven = mine is not null && await gate.Find(id, http.RequestAborted) is { } patient
            && await gate.Has(actor, patient, mine, AccessScopes.Record, http.RequestAborted);
        // Four digits are not found by trying.
        if (!proven && tries.Refuse(http, "consent/" + id.ToString("N")) is { } wait) return wait;
        return await desk.Run<ConsentBody>(
            http, "give-consent", id,
            (body, seen, matter, context, unit) => AccessHandlers.Handle(
                new GiveConsent(id, body.Scope, body.Unit, body.Role, body.Purpose, body.Until, unit, proven, body.PhoneLast4),
                seen, matter, rules.Times, context),
            open: true);
    }

    /// <summary>Nobody needs a ground to take a consent back for the patient: it takes nothing from them.</summary>
    private static Task<IResult> Withdraw(Guid id, Guid consent, HttpContext http, CommandDesk desk) =>
        desk.Run(http, "withdraw-consent", id, (headers, matter, _) =>
            AccessHandlers.Handle(new WithdrawConsent(id, consent), headers.Version, matter), PatientDesk.Answered);

    private static Task<IResult> Open(Guid id, HttpContext http, PatientDesk desk, PatientRulebook rules) =>
        desk.Run<EmergencyBody>(
            http, "open-emergency-access", id,
            (body, seen, matter, context, unit) => AccessHandlers.Handle(
                new OpenEmergencyAccess(id, body.Reason.Trim(), unit), seen, matter, rules.Times, context),
            open: true);
}

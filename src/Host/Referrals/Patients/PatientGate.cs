using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>Whether somebody gets to see a patient: the record that stands for them, and the ground; or the refusal.</summary>
/// <param name="Unit">The institution that it was asked for.</param>
internal sealed record Admission(Patient? Patient, string Unit, string Ground, Refusal? Refusal)
{
    public bool Granted => Refusal is null;

    /// <summary>The ground on which personal data is shown; null where none is.</summary>
    public string? Clear => Granted && Ground is not (AccessGrounds.None or AccessGrounds.Supervision) ? Ground : null;
}

/// <summary>
/// The one door to what is known of a patient (患者信息访问闸口): whoever reads any of it asks here first, whatever it stands in.
/// The answer is recorded before it is given, a refusal too.
/// </summary>
internal sealed class PatientGate(
    MatterReader reader, PersonStreams streams, PatientReads reads, PatientRulebook rules, PublishedCalendar calendar, IClock clock)
    : IGuardsPersons
{
    /// <summary>Asks to read something of a patient, for the actor's own institution or for the one that a machine names.</summary>
    /// <param name="id">The record; of a linked one, the record that stands for it is read.</param>
    /// <param name="what">One of <see cref="AccessScopes"/>.</param>
    /// <param name="matter">The matter in which it stands, where it is not the record itself.</param>
    public async Task<Admission> Ask(
        Actor actor, Guid id, string what, CancellationToken stop, string? institution = null, Matter? matter = null)
    {
        var unit = institution ?? actor.Unit;
        if (await Find(id, stop) is not { } patient) return new(null, unit, AccessGrounds.None, new PatientNotFound());
        var access = await Of(actor, patient, unit, what, stop);
        if (access.Refusal is PatientAccessRefused && IsParty(unit, matter)) access = new(AccessGrounds.Party, null);
        await reads.Note(patient.Id, actor, unit, what, access, matter?.Id, stop);
        return new(patient, unit, access.Ground, access.Refusal);
    }

    /// <summary>Lets somebody look who may see every matter of the district: they are shown nothing personal, and it is recorded.</summary>
    public async Task<Admission> Watch(Actor actor, Guid id, string what, CancellationToken stop)
    {
        if (await Find(id, stop) is not { } patient) return new(null, actor.Unit, AccessGrounds.None, new PatientNotFound());
        await reads.Note(patient.Id, actor, actor.Unit, what, new(AccessGrounds.Supervision, null), null, stop);
        return new(patient, actor.Unit, AccessGrounds.Supervision, null);
    }

    /// <summary>Records that somebody could not show that they speak for the patient.</summary>
    public Task NotProven(Actor actor, Patient patient, string unit, CancellationToken stop) =>
        reads.Note(patient.Id, actor, unit, AccessScopes.Consents, new(AccessGrounds.None, new ConsentNotProven()), null, stop);

    /// <summary>Whether there would be a ground; nothing is read, and nothing recorded.</summary>
    public async Task<bool> Has(Actor actor, Patient patient, string unit, string what, CancellationToken stop) =>
        (await Of(actor, patient, unit, what, stop)).Granted;

    /// <summary>The record, or the one that stands for it; null where there is none.</summary>
    public async Task<Patient?> Find(Guid id, CancellationToken stop) => await reader.Find(id, null, null, stop) switch
    {
        Patient { LinkedTo: { } other } => await reader.Find(other, null, null, stop) as Patient,
        Patient patient => patient,
        _ => null,
    };

    /// <summary>A matter that holds something of patients is shown in clear to whoever may see every one of them.</summary>
    public async Task<bool> Admits(Actor actor, Matter matter, string what, CancellationToken stop)
    {
        var admitted = true;
        foreach (var person in matter.Persons.Distinct())
            admitted &= (await Ask(actor, person, Scope(matter.Kind), stop, null, matter.Id == person ? null : matter)).Granted;
        return admitted;
    }

    /// <summary>It stands in the patient's own list of readings like any other.</summary>
    public async Task NoteReleased(Actor actor, Matter matter, CancellationToken stop)
    {
        foreach (var person in matter.Persons.Distinct())
            if (await Find(person, stop) is { } patient)
                await reads.Note(
                    patient.Id, actor, actor.Unit, Scope(matter.Kind), new(AccessGrounds.Release, null), matter.Id == person ? null : matter.Id, stop);
    }

    /// <summary>What a reader asks for who reads a matter of this kind: one of <see cref="AccessScopes"/>.</summary>
    public static string Scope(string kind) => kind switch
    {
        Patient.PatientStream => AccessScopes.Record,
        "consultation" => AccessScopes.Consultations,
        _ => AccessScopes.Referrals,
    };

    /// <summary>Whether the institution brought the matter, or is asked in it, and it runs.</summary>
    private static bool IsParty(string unit, Matter? matter) =>
        matter is { Listed: true, ArchivedAt: null } && (matter.Unit == unit || matter.IntakeUnit == unit);

    private async Task<Access> Of(Actor actor, Patient patient, string unit, string what, CancellationToken stop)
    {
        var treated = unit.Length == 0 ? [] : await streams.Treated(patient.Records, unit, stop);
        return AccessRules.Of(
            patient, unit, actor.Roles, what, [.. treated.Select(t => new Treatment(t.Matter, t.EndedAt))], rules.Times, calendar.Current,
            clock.GetCurrentInstant());
    }
}

using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Projections.Referrals.Fhir;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>On what ground a resource is read: beside the unit, which must know of it, its patients must be open to the reader.</summary>
internal sealed class FhirGrounds(MatterReader reader, PatientGate gate, FhirRecords records)
{
    /// <summary>
    /// A draft is its writer's, and so is what was posted. What else says something of patients is read by whoever has a ground
    /// to read of each of them.
    /// </summary>
    /// <param name="known">What was found of patients so far: each is asked for once.</param>
    public async Task<bool> IsOpen(Actor actor, Matter matter, Dictionary<Guid, bool> known, CancellationToken stop)
    {
        if (FhirSight.SeesAll(actor)) return true;
        if (matter is Referral { SubmittedAt: null } draft) return actor.Unit == draft.FromInstitution;
        if (matter is not Referral && matter.IntakeUnit == actor.Unit) return true;
        foreach (var person in matter.Persons)
        {
            if (!known.TryGetValue(person, out var treats)) known[person] = treats = await Treats(actor, person, stop);
            if (!treats) return false;
        }
        return true;
    }

    /// <summary>Who reads a patient's record of readings: whoever keeps them. Of a referral: whoever reads it.</summary>
    public async Task<bool> IsOpen(Actor actor, FhirRecord record, Dictionary<Guid, bool> known, CancellationToken stop) =>
        record.About is Referral ? FhirSight.Sees(actor, record.About) && await IsOpen(actor, record.About, known, stop)
        : FhirSight.SeesAll(actor) || record.About.Unit == actor.Unit;

    /// <summary>Whether the institution has a ground to read the patient's referrals; somebody without a record has none to guard.</summary>
    public async Task<bool> Treats(Actor actor, Guid patient, CancellationToken stop) =>
        FhirSight.SeesAll(actor) || await gate.Find(patient, stop) is not { } known
        || await gate.Has(actor, known, actor.Unit, AccessScopes.Referrals, stop);

    /// <summary>What of a search's finds the reader has a ground to read.</summary>
    public async Task<IReadOnlyList<FhirFound>> Readable(Actor actor, IReadOnlyList<FhirFound> found, CancellationToken stop)
    {
        if (FhirSight.SeesAll(actor)) return found;
        var (readable, known) = (new List<FhirFound>(found.Count), new Dictionary<Guid, bool>());
        foreach (var one in found)
            if (FhirTypes.IsOfDirectory(one.Type)
                || (await reader.Find(one.Id, null, null, stop) is { } matter ? await IsOpen(actor, matter, known, stop)
                    : await records.Find(one.Type, one.LogicalId, stop) is { } record && await IsOpen(actor, record, known, stop)))
                readable.Add(one);
        return readable;
    }
}

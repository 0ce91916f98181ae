using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Projections.Referrals.Fhir;
using SmartCity.Projections.Shared;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// Whose key a resource is sealed with: that of the patient whom it is about; where it says of nobody, of the one whom what it
/// refers to is about, however far away that is; of no patient, its own.
/// </summary>
internal sealed class FhirTies(MatterReader matters)
{
    /// <param name="found">What the writes refer to and is there already, by address.</param>
    /// <exception cref="FhirRefused">One of them would be about several patients: no single key erases it.</exception>
    public async Task<IReadOnlyList<FhirWritePlan>> Of(
        IReadOnlyList<FhirWritePlan> plans, IReadOnlyDictionary<string, FhirFound> found, CancellationToken stop)
    {
        var beside = plans.ToDictionary(plan => plan.Address);
        var tied = new List<FhirWritePlan>(plans.Count);
        foreach (var plan in plans)
        {
            var persons = new HashSet<Guid>();
            await Gather(plan, persons, [], beside, found, stop);
            if (persons.Count > 1) throw new FhirRefused(422, new FhirIssue(IssueType.BusinessRule, "fhir.several-patients", new(
                "一个资源只能属于一名患者。", "A resource is about one patient."), plan.Root));
            tied.Add(persons.Count == 0 ? plan : plan with
            {
                Command = plan.Command with { Content = plan.Command.Content with { Person = persons.Single() } },
            });
        }
        return tied;
    }

    private async Task Gather(
        FhirWritePlan plan, HashSet<Guid> persons, HashSet<string> seen, Dictionary<string, FhirWritePlan> beside,
        IReadOnlyDictionary<string, FhirFound> found, CancellationToken stop)
    {
        if (!seen.Add(plan.Address)) return;
        foreach (var said in new[] { plan.Patient, plan.ReferredPatient })
            if (said is { } person) persons.Add(person);
        if ((plan.Patient ?? plan.ReferredPatient) is not null) return;
        foreach (var address in plan.Links.Select(link => link.Address).Distinct())
            if (FhirReference.IsPatient(address)) persons.Add(FhirReference.PersonAt(address));
            else if (beside.TryGetValue(address, out var other)) await Gather(other, persons, seen, beside, found, stop);
            else if (found.TryGetValue(address, out var there) && !FhirTypes.IsOfDirectory(there.Type)
                && await matters.Find(there.Id, null, null, stop) is { } matter) persons.UnionWith(matter.Persons);
    }
}

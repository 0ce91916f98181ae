using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Referrals.Fhir;

/// <summary>Resources of other systems as the shared commands see them: they have no process.</summary>
public sealed class FhirResourceKind : IMatterKind
{
    public string Kind => FhirResource.ResourceStream;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or FhirResource ? FhirResource.Evolve((FhirResource?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

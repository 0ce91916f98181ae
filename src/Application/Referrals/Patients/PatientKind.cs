using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Referrals.Patients;

/// <summary>Patients as the shared commands see them: they have no process.</summary>
public sealed class PatientKind : IMatterKind
{
    public string Kind => Patient.PatientStream;

    public Matter? Evolve(Matter? state, Recorded e) => state is null or Patient ? Patient.Evolve((Patient?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

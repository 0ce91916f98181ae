using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Sources;

namespace SmartCity.Application.Violations;

/// <summary>Violations (违法案件) as the shared commands see them.</summary>
public sealed class ViolationKind(EnterpriseRegister enterprises, EnforcementOfficers officers) : IMatterKind
{
    public string Kind => Violation.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or Violation ? Violation.Evolve((Violation?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        ViolationDecider.Complete(
            (Violation)matter, item, outcome, new FormAnswer(form), enterprises, officers, context);

    public Decision Serve(Matter matter, string service, StepContext context) =>
        ViolationDecider.Serve((Violation)matter, service, context);

    /// <summary>What is told to a party or recorded on site is not taken back; it is put right by the next step.</summary>
    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => new(ViolationProcess.Facts((Violation)matter));
}

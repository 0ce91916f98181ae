using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Approvals;

/// <summary>Approvals (行政审批) as the shared commands see them.</summary>
public sealed class ApprovalKind : IMatterKind, IRatedKind
{
    public string Kind => Approval.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or Approval ? Approval.Evolve((Approval?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        ApprovalDecider.Complete((Approval)matter, item, outcome, new FormAnswer(form), context);

    public Decision Serve(Matter matter, string service, StepContext context) =>
        ApprovalDecider.Serve((Approval)matter, service, context);

    /// <summary>Checks and opinions may be given again; what moved the legal time, or reached the applicant, may not.</summary>
    public bool MayReopen(WorkItem item) => item.Element is "first-check" or "second-check" or "department-review"
        or "review-correction" or "inspection" or "expert-panel" or "expert-opinion";

    public Decision Rate(Matter matter, RateMatter command, StepContext context, MatterProgress progress) =>
        ApprovalHandlers.Handle(new RateApproval(command.Id, command.Level, command.Comment), command.Version, matter, context, progress);

    public ProcessFacts Facts(Matter matter) => new(ApprovalProcess.Facts((Approval)matter));
}

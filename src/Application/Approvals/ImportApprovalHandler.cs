using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.Approvals;

/// <summary>Takes over one application of another system.</summary>
public static class ImportApprovalHandler
{
    public static Decision Handle(ImportApproval command, Matter? matter, StepContext context) => matter switch
    {
        null or ImportedApproval => ApprovalImportDecider.Decide(command, (ImportedApproval?)matter, context),
        _ => new MatterNotFound(),
    };
}

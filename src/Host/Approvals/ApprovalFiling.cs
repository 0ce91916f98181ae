using NodaTime;
using SmartCity.Application.Approvals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Approvals;
using SmartCity.Workflows;
using SmartCity.Workflows.Forms;

namespace SmartCity.Host.Approvals;

/// <summary>
/// What filing an application decides, whichever door it comes in by: the item in force that day, the form against the
/// item's schema, then the application itself.
/// </summary>
internal sealed class ApprovalFiling(ItemCatalogue catalogue, ProcessRegistry processes, MatterProgress progress)
{
    /// <summary>The series that the numbers of approvals come from.</summary>
    public const string NumberPrefix = "DX-AP";

    public Decision Decide(Guid id, FileApprovalBody body, StepContext context, string number)
    {
        if (catalogue.Find(body.ItemCode, Day(context.Now)) is not { } item) return ItemCodeUnknown.Of(body.ItemCode);
        if (TaskForms.Check("form", item.FormSchema, body.Form) is { } unfit) return unfit;
        return ApprovalHandlers.Handle(
            new FileApproval(
                id, number, item.Code, body.Channel,
                new(body.Applicant.Type, body.Applicant.Name, body.Applicant.IdNumber, body.Applicant.Phone),
                body.Form, Materials(body.Materials)),
            item, processes.Latest(item.Process)!.Key, context, progress);
    }

    /// <summary>What is wrong with the form, or null; nothing is filed.</summary>
    public Refusal? CheckForm(FileApprovalBody body, Instant now) =>
        catalogue.Find(body.ItemCode, Day(now)) is { } item ? TaskForms.Check("form", item.FormSchema, body.Form) : null;

    public static IReadOnlyList<SubmittedMaterial> Materials(IReadOnlyList<MaterialBody> bodies) =>
        [.. bodies.Select(m => new SubmittedMaterial(m.Code, m.AttachmentId))];

    /// <summary>The day of the district on which something is filed.</summary>
    public static LocalDate Day(Instant at) => at.InZone(WorkingCalendar.Zone).Date;
}

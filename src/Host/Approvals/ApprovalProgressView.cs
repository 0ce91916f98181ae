using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Approvals;

/// <summary>What an applicant gets to know with the number and the last four digits of their telephone.</summary>
internal sealed record ProgressView(
    string Number, LocalizedText Item, string Stage, string Status, string Unit, Instant FiledAt, Instant? AcceptedAt,
    LocalDate? PromisedBy, IReadOnlyList<string> MissingMaterials, string? Decision, string? CertificateNumber, Instant? ArchivedAt);

internal sealed class ApprovalProgressView(UnitDirectory units) : ICitizenView
{
    public string Kind => Approval.MatterKind;

    public IEnumerable<string> Phones(Matter matter) => [((Approval)matter).Applicant.Phone];

    public object Show(Matter matter)
    {
        var approval = (Approval)matter;
        var promised = approval.Clocks.GetValueOrDefault(ApprovalClocks.Promised);
        return new ProgressView(
            approval.Number, approval.Title, approval.Stage, approval.Status, units.Name(approval.Unit).ToString(),
            approval.OpenedAt, approval.AcceptedAt, promised?.DueAt.InZone(WorkingCalendar.Zone).Date,
            [.. approval.Missing.Order(StringComparer.Ordinal)],
            approval.Decision is { } d ? d.Granted ? "granted" : "refused" : null,
            approval.Certificate?.CertificateNumber, approval.ArchivedAt);
    }
}

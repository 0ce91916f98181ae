using System.Text.Json.Nodes;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Approvals;

/// <summary>What a matter's view shows of an approval.</summary>
internal sealed class ApprovalFacts : IMatterFacts
{
    public string Kind => Approval.MatterKind;

    public IReadOnlyList<string> People { get; } = ["applicant"];

    public object Show(Matter matter, bool clear)
    {
        var approval = (Approval)matter;
        var applicant = approval.Applicant;
        return new
        {
            approval.Terms.ItemCode,
            approval.Terms.ItemVersion,
            Applicant = new
            {
                applicant.Type,
                Name = clear ? applicant.Name : PersonalData.Name(applicant.Name),
                IdNumber = clear ? applicant.IdNumber : PersonalData.IdNumber(applicant.IdNumber),
                Phone = clear ? applicant.Phone : PersonalData.Phone(applicant.Phone),
                Masked = !clear,
            },
            Form = clear ? JsonNode.Parse(approval.Form.GetRawText()) : null,
            approval.ReviewUnits,
            approval.Materials,
            MissingMaterials = approval.Missing.Order(),
            approval.ReceivedAt,
            approval.AcceptedAt,
            approval.Opinions,
            approval.SpecialProcedure,
            approval.Extended,
            approval.Decision,
            approval.Certificate,
            approval.Delivered,
            approval.Closure,
            approval.Revocation,
            Rating = approval.Rating?.Level,
            approval.Rectifying,
        };
    }
}

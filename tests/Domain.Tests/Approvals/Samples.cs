using System.Text.Json.Nodes;
using SmartCity.Domain.Approvals;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Forms;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>Made-up applicants (their numbers belong to nobody) and filings made from an item's own examples.</summary>
internal static class Samples
{
    public static Guid Id { get; } = Guid.Parse("019aa000-0000-7000-8000-000000000001");

    public const string Number = "DX-AP-20260302-000001";

    public static Applicant Person { get; } = new(Applicant.Person, "张三", "110115199001010013", "13800001234");

    public static Applicant Organisation { get; } =
        new(Applicant.Organisation, "北京晨光商贸有限公司", "91110115MA00DX0168", "010-69240000");

    public static FileApproval Filing(ApprovalItem item, params string[] withoutMaterials) => new(
        Id, Number, item.Code, "window", Organisation, FormAnswer.Of(Example(item)).Body,
        [.. item.Materials.Where(m => !withoutMaterials.Contains(m.Code)).Select(m => new SubmittedMaterial(m.Code))]);

    private static string Example(ApprovalItem item) =>
        FormValidator.Example(new TaskOutcome("file", item.Name, item.FormSchema.GetRawText()));
}

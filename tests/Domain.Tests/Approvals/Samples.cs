using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
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

    /// <summary>An item that never changes, for golden bodies.</summary>
    public static ApprovalItem Item { get; } = ApprovalItemFile.Parse("""
        {
          "code": "sample", "version": 1, "name": {"zh": "示例许可", "en": "Sample licence"}, "kind": "licence",
          "basis": [{"law": "行政许可法", "article": "第四十二条"}], "unit": "DX-SWJ", "intakeUnit": "DX-HALL",
          "reviewUnits": ["DX-CGW"], "statutory": "20 working-days", "promised": "8 working-days",
          "steps": {"firstCheck": "3 working-days"},
          "limits": {"correction": "10 working-days", "delivery": "10 working-days", "rectification": "5 working-days"},
          "specialProcedures": [{"kind": "hearing", "limit": "20 working-days"}],
          "materials": [
            {"code": "identity", "name": {"zh": "身份证明", "en": "Identity"}, "required": true},
            {"code": "report", "name": {"zh": "报告", "en": "Report"}, "required": true, "tolerated": true}
          ],
          "formSchema": {"type": "object", "properties": {"outlets": {"type": "integer", "examples": [1]}}},
          "process": "single-unit", "validFrom": "2026-01-01", "validTo": "2026-12-31",
          "certificate": {"name": {"zh": "示例许可证", "en": "Sample certificate"}, "validMonths": 60}
        }
        """);

    public static FileApproval Filing(ApprovalItem item, params string[] withoutMaterials) => new(
        Id, Number, item.Code, "window", Organisation, FormAnswer.Of(Example(item)).Body,
        [.. item.Materials.Where(m => !withoutMaterials.Contains(m.Code)).Select(m => new SubmittedMaterial(m.Code))]);

    private static string Example(ApprovalItem item) =>
        FormValidator.Example(new TaskOutcome("file", item.Name, item.FormSchema.GetRawText()));
}

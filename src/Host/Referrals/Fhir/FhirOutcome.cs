using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Host.Problems;
using SmartCity.Projections.Shared.Personal;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>Each way of saying no as an <c>OperationOutcome</c>.</summary>
internal static class FhirOutcome
{
    /// <summary>The coding system of this host's own codes.</summary>
    public const string CodeSystem = "urn:smartcity:problem";

    public static R4.OperationOutcome Of(IEnumerable<FhirIssue> issues, R4.OperationOutcome.IssueSeverity severity = R4.OperationOutcome.IssueSeverity.Error) =>
        new() { Issue = [.. issues.Select(issue => Of(issue, severity))] };

    public static R4.OperationOutcome Of(Problem problem)
    {
        var type = TypeOf(problem.Status);
        var fields = problem.Errors?.Select(field => new FhirIssue(
            type, problem.Code, new(string.Join("；", field.Value), string.Join("; ", field.Value)), field.Key)).ToList() ?? [];
        return Of([new(type, problem.Code, problem.Sentence), .. fields]);
    }

    /// <summary>What a decider refused.</summary>
    /// <param name="root">Where the resource stands in what was sent, as FHIRPath.</param>
    public static FhirRefused Of(Refusal refusal, string? root = null)
    {
        var (status, type) = refusal switch
        {
            FhirResourceGone or PersonGone => (410, IssueType.Deleted),
            FhirRecordFixed => (405, IssueType.NotSupported),
            { Kind: RefusalKind.NotFound } => (404, IssueType.NotFound),
            { Kind: RefusalKind.Stale } => (412, IssueType.Conflict),
            { Kind: RefusalKind.Forbidden } => (403, IssueType.Forbidden),
            { Kind: RefusalKind.Invalid } => (422, IssueType.Invalid),
            _ => (422, IssueType.BusinessRule),
        };
        var about = root is null ? null : refusal switch
        {
            FhirTaskMoveIllegal or FhirRequestStatusIllegal => $"{root}.status",
            StaleVersion => $"{root}.meta.versionId",
            _ => root,
        };
        List<FhirIssue> issues = [new(type, refusal.Code, refusal.Sentence, about)];
        issues.AddRange(refusal.Fields.Select(field => new FhirIssue(
            type, refusal.Code, new(string.Join("；", field.Value), string.Join("; ", field.Value)), field.Key)));
        return new(status, issues);
    }

    /// <summary>The refusal behind an exception of the ledger; null for any other exception.</summary>
    public static FhirRefused? Of(Exception reason) => reason switch
    {
        FhirRefused refused => refused,
        PersonErasedException => new(410, new FhirIssue(IssueType.Deleted, "patient.erased", new(
            "该患者的个人信息已依法删除。", "The personal data of this patient was erased."))),
        { InnerException: { } inner } => Of(inner),
        _ => null,
    };

    public static IssueType TypeOf(int status) => status switch
    {
        401 => IssueType.Login,
        403 => IssueType.Forbidden,
        404 => IssueType.NotFound,
        405 or 406 or 415 => IssueType.NotSupported,
        409 or 412 => IssueType.Conflict,
        410 => IssueType.Deleted,
        413 => IssueType.TooLong,
        422 => IssueType.Invalid,
        429 => IssueType.Throttled,
        503 => IssueType.Transient,
        >= 500 => IssueType.Exception,
        _ => IssueType.Invalid,
    };

    private static R4.OperationOutcome.IssueComponent Of(FhirIssue issue, R4.OperationOutcome.IssueSeverity severity) => new()
    {
        Severity = severity,
        Code = issue.Type,
        Details = new() { Coding = [new(CodeSystem, issue.Code)], Text = issue.Sentence.ToString() },
        Expression = issue.Expression is { } expression ? [expression] : [],
    };
}

using SmartCity.Domain.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Code">This system's own stable code, such as <c>fhir.dangling-reference</c>.</param>
/// <param name="Expression">Which element, as FHIRPath; null where it is none.</param>
internal sealed record FhirIssue(R4.OperationOutcome.IssueType Type, string Code, LocalizedText Sentence, string? Expression = null);

/// <summary>A request that is refused; nothing of it is stored.</summary>
internal sealed class FhirRefused(int status, params IReadOnlyList<FhirIssue> issues) : Exception(issues[0].Code)
{
    public int Status => status;

    public IReadOnlyList<FhirIssue> Issues => issues;
}

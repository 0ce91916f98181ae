using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Host.Problems;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// The documents that a request brings along (<c>supportingInfo</c> to a <c>DocumentReference</c>): what they hold themselves becomes
/// attachments of the referral, so that whoever works on the pages reads them.
/// </summary>
internal sealed class FhirDocuments(FhirReader reader, AttachmentShelf shelf)
{
    /// <summary>The attachments; what attachments do not take in, for its kind or size, stays in the document alone.</summary>
    public async Task<IReadOnlyList<Guid>> Of(
        Actor actor, R4.ServiceRequest request, IReadOnlyList<FhirWritePlan> plans, string @base, CancellationToken stop)
    {
        var files = new List<Guid>();
        foreach (var address in request.SupportingInfo.Select(info => FhirReference.Local(info.Reference, @base)).Distinct())
            if (address?.Split('/') is [FhirTypes.DocumentReference, var id]
                && (plans.FirstOrDefault(p => p.Address == address)?.Resource ?? await reader.Found(actor, FhirTypes.DocumentReference, id, stop))
                    is R4.DocumentReference document)
                foreach (var content in document.Content.Select(c => c.Attachment).Where(a => a?.Data is { Length: > 0 }))
                    if (await Take(actor, content!, stop) is { } file) files.Add(file);
        return files;
    }

    private async Task<Guid?> Take(Actor actor, R4.Attachment content, CancellationToken stop)
    {
        try
        {
            using var bytes = new MemoryStream(content.Data!);
            return (await shelf.Take(bytes, content.Title, content.ContentType, actor, stop)).Id;
        }
        catch (RequestRefused)
        {
            return null;
        }
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Attachments;

/// <summary><c>POST /api/v1/attachments</c> and <c>GET /api/v1/attachments/{id}</c>; both stream.</summary>
internal static class AttachmentEndpoints
{
    // Room for the multipart frame around a file of the largest size.
    private const long Frame = 64 * 1024;

    public static void Map(IEndpointRouteBuilder routes, AttachmentSettings settings)
    {
        var attachments = routes.MapGroup("/api/v1/attachments").RequireAuthorization(Rights.UseAttachments).WithTags("Attachments");
        attachments.MapPost("", Upload).RequireAuthorization(Rights.AddAttachments)
            .Accepts<IFormFile>("multipart/form-data")
            .Produces<AttachmentStored>(StatusCodes.Status201Created)
            .WithMetadata(new RequestSizeLimitAttribute(settings.LargestFile + Frame));
        attachments.MapGet("/{id}", Download);
    }

    private static async Task<IResult> Upload(
        HttpRequest request, AttachmentShelf shelf, AttachmentSettings settings, CancellationToken cancellationToken)
    {
        if (request.ContentLength > settings.LargestFile + Frame) throw AttachmentShelf.TooLarge(settings.LargestFile);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type))
            throw new RequestRefused(415, "request.unsupported-media-type", "请求体必须是 multipart/form-data。", "The body must be multipart/form-data.");
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary)) throw NoFile();
        var reader = new MultipartReader(boundary, request.Body);
        try
        {
            while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
            {
                if (section.AsFileSection() is not { FileStream: { } content } file) continue;
                var attachment = await shelf.Take(
                    content, file.FileName, section.ContentType, request.HttpContext.Actor(), cancellationToken);
                return Results.Created(
                    $"/api/v1/attachments/{attachment.Id}",
                    new AttachmentStored(attachment.Id, attachment.Sha256, attachment.Size));
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException { InnerException: null } and not BadHttpRequestException)
        {
            throw new RequestRefused(400, "request.malformed-multipart", "multipart 内容无法解析。", "The multipart body cannot be read.");
        }

        throw NoFile();
    }

    private static async Task<IResult> Download(
        Guid id, HttpContext http, AttachmentShelf shelf, MayReadAttachment mayRead, CancellationToken cancellationToken)
    {
        if (await shelf.Find(id, cancellationToken) is not { } attachment
            || !(attachment.IsOf(http.Actor()) || await mayRead(http.RequestServices, http.Actor(), attachment, cancellationToken)))
            return Problem.OfStatus(StatusCodes.Status404NotFound).ToResult();

        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.CacheControl = "private, no-cache";
        return Results.Stream(
            await shelf.Open(attachment, cancellationToken), attachment.MediaType, attachment.Name,
            entityTag: new EntityTagHeaderValue($"\"{attachment.Sha256}\""), enableRangeProcessing: true);
    }

    /// <summary>Whether the caller may hand it in with an application: their own, their unit's, or one they may read.</summary>
    public static async Task<bool> MayUse(this AttachmentShelf shelf, Guid id, HttpContext http) =>
        await shelf.Find(id, http.RequestAborted) is { } attachment
        && (attachment.IsOf(http.Actor()) || await http.RequestServices.GetRequiredService<MayReadAttachment>()(
            http.RequestServices, http.Actor(), attachment, http.RequestAborted));

    private static RequestRefused NoFile() =>
        new(400, "attachment.no-file", "请求中没有文件。", "There is no file in the request.");
}

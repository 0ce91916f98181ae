using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;

namespace SmartCity.Host.Shared;

/// <summary>
/// Something refers to an attachment that was never uploaded, or that is not the caller's to use. The code begins with the
/// kind of what refers to it.
/// </summary>
internal sealed record AttachmentUnknown(string Of) : Refusal(RefusalKind.Invalid, $"{Of}.attachment-unknown",
    new("所附文件不存在，请先上传。", "It refers to an attachment that does not exist; upload it first."))
{
    /// <summary>Names the first field whose attachment is not there, or null.</summary>
    public static async Task<Refusal?> Check(
        IEnumerable<(string Field, Guid? Attachment)> references, string kind, AttachmentShelf shelf, HttpContext http)
    {
        foreach (var (field, attachment) in references)
            if (attachment is { } id && !await shelf.MayUse(id, http))
                return new AttachmentUnknown(kind) { Fields = new Dictionary<string, string[]> { [field] = [id.ToString()] } };
        return null;
    }
}

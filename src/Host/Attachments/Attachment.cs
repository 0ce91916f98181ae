using System.Security.Cryptography;
using System.Text;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Attachments;

/// <summary>
/// An attachment (附件) as it was uploaded: who brought which content under which name. The content itself is stored once
/// under its SHA-256, however many attachments name it.
/// </summary>
/// <param name="Id">Made from content, uploader, unit and name, so that the same upload again is the same attachment.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Size">In bytes.</param>
public sealed record Attachment(
    Guid Id, string Sha256, long Size, string Name, string MediaType, string Uploader, string Unit, Instant UploadedAt)
{
    /// <summary>Whether the person, or a colleague of their unit, brought it; a machine is nobody's colleague.</summary>
    public bool IsOf(Actor caller) => caller.Id == Uploader || (caller.Unit.Length > 0 && caller.Unit == Unit && !caller.Has(Roles.Integrator));

    /// <summary>A UUID version 8 (RFC 9562) over everything that makes the attachment what it is.</summary>
    internal static Guid IdOf(string sha256, string name, Actor uploader)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{sha256}\n{uploader.Id}\n{uploader.Unit}\n{name}"));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}

/// <summary>What the uploader is told.</summary>
public sealed record AttachmentStored(Guid Id, string Sha256, long Size);

/// <summary>
/// Whether a caller who neither uploaded the attachment nor belongs to the uploader's unit may read it all the same,
/// because it hangs on a matter that they may read.
/// </summary>
public delegate ValueTask<bool> MayReadAttachment(
    IServiceProvider services, Actor caller, Attachment attachment, CancellationToken cancellationToken);

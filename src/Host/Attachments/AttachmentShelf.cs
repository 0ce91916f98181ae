using System.Security.Cryptography;
using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Attachments;

/// <summary>
/// Takes uploads in and finds them again. Content lies under <c>ab/cd/&lt;sha256&gt;</c>, what is known of each attachment
/// under <c>about/&lt;id&gt;.json</c>, which of them have the same content under <c>named/ab/cd/&lt;sha256&gt;</c>; the content is durable before the attachment exists. A refused upload leaves nothing.
/// </summary>
internal sealed class AttachmentShelf(IContentStore store, AttachmentSettings settings, IClock clock)
{
    private static readonly JsonSerializerOptions Json =
        new JsonSerializerOptions(JsonSerializerDefaults.Web).ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    /// <exception cref="RequestRefused">Too large (413), empty, of a kind not taken in, or not of the declared kind (422).</exception>
    public async Task<Attachment> Take(
        Stream upload, string? name, string? declaredType, Actor uploader, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(settings.DraftsFolder, Guid.NewGuid().ToString("N"));
        try
        {
            var (sha256, size, mediaType) = await Receive(upload, draft, declaredType, cancellationToken);
            var safeName = MediaTypes.SafeName(name, mediaType);
            var id = Attachment.IdOf(sha256, safeName, uploader);
            await store.Store(ContentKey(sha256), draft, cancellationToken);
            if (await Find(id, cancellationToken) is { } known) return known;

            await using (File.Create(draft)) { }
            await store.Store(NamedKey(sha256, id), draft, cancellationToken);
            var attachment = new Attachment(
                id, sha256, size, safeName, mediaType, uploader.Id, uploader.Unit, clock.GetCurrentInstant());
            await using (var about = new FileStream(draft, FileMode.CreateNew, FileAccess.Write))
            {
                await JsonSerializer.SerializeAsync(about, attachment, Json, cancellationToken);
                about.Flush(flushToDisk: true);
            }

            await store.Store(AboutKey(id), draft, cancellationToken);
            return attachment;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    /// <summary>What is known of an attachment, or null.</summary>
    public async Task<Attachment?> Find(Guid id, CancellationToken cancellationToken)
    {
        await using var about = await store.Open(AboutKey(id), cancellationToken);
        return about is null ? null : await JsonSerializer.DeserializeAsync<Attachment>(about, Json, cancellationToken);
    }

    public async Task<Stream> Open(Attachment attachment, CancellationToken cancellationToken) =>
        await store.Open(ContentKey(attachment.Sha256), cancellationToken)
        ?? throw new InvalidDataException($"The content {attachment.Sha256} of attachment {attachment.Id} is gone.");

    /// <summary>
    /// Takes an attachment away for ever, and its content where no other attachment names it. Doing it again changes nothing.
    /// </summary>
    public async Task Discard(Guid id, CancellationToken cancellationToken)
    {
        if (await Find(id, cancellationToken) is not { } attachment) return;
        var named = false;
        await foreach (var key in store.Keys(NamedFolder(attachment.Sha256), cancellationToken))
        {
            // A mark whose upload was stopped before there was an attachment names nothing.
            if (!Guid.TryParseExact(key[(key.LastIndexOf('/') + 1)..], "N", out var other) || other == id) continue;
            if (named = await Find(other, cancellationToken) is not null) break;
        }
        // The content first: whoever is stopped in between finds the attachment again, and takes all of it.
        if (!named) await store.Delete(ContentKey(attachment.Sha256), cancellationToken);
        await store.Delete(NamedKey(attachment.Sha256, id), cancellationToken);
        await store.Delete(AboutKey(id), cancellationToken);
    }

    private async Task<(string Sha256, long Size, string MediaType)> Receive(
        Stream upload, string draft, string? declaredType, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(draft, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, true);
        var buffer = new byte[64 * 1024];
        long size = 0;
        while (await upload.ReadAsync(buffer, cancellationToken) is var read and > 0)
        {
            size += read;
            if (size > settings.LargestFile) throw TooLarge(settings.LargestFile);
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (size == 0) throw new RequestRefused(422, "attachment.empty", "文件为空。", "The file is empty.");
        var mediaType = MediaTypes.Detect(file) ?? throw new RequestRefused(422, "attachment.type-not-allowed",
            "不接受该类型的文件；可上传 PDF、OFD、JPEG、PNG、WebP、DOCX、XLSX、ZIP。",
            "Files of this kind are not taken; PDF, OFD, JPEG, PNG, WebP, DOCX, XLSX and ZIP are.");
        if (!MediaTypes.Fits(declaredType, mediaType)) throw new RequestRefused(422, "attachment.type-mismatch",
            $"文件内容是 {mediaType}，与所声明的类型不符。", $"The content is {mediaType}, which is not what was declared.");
        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size, mediaType);
    }

    public static RequestRefused TooLarge(long largest) => new(413, "attachment.too-large",
        $"文件不得超过 {largest / 1024 / 1024} MB。", $"A file must not exceed {largest / 1024 / 1024} MB.");

    private static string ContentKey(string sha256) => $"{sha256[..2]}/{sha256[2..4]}/{sha256}";

    /// <summary>Under which stand the attachments that have this content.</summary>
    private static string NamedFolder(string sha256) => $"named/{sha256[..2]}/{sha256[2..4]}/{sha256}/";

    private static string NamedKey(string sha256, Guid id) => $"{NamedFolder(sha256)}{id:N}";

    private static string AboutKey(Guid id) => $"about/{id.ToString()[..2]}/{id}.json";
}

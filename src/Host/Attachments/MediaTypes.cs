using System.IO.Compression;

namespace SmartCity.Host.Attachments;

/// <summary>
/// The kinds of file that are taken in, told by their content and not by their name. OFD (版式文档, GB/T 33190), DOCX and
/// XLSX are ZIP archives told apart by what stands in them.
/// </summary>
internal static class MediaTypes
{
    public const string Pdf = "application/pdf", Jpeg = "image/jpeg", Png = "image/png", Webp = "image/webp",
        Zip = "application/zip", Ofd = "application/ofd",
        Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static readonly Dictionary<string, string[]> Extensions = new()
    {
        [Pdf] = [".pdf"], [Jpeg] = [".jpg", ".jpeg"], [Png] = [".png"], [Webp] = [".webp"],
        [Zip] = [".zip"], [Ofd] = [".ofd"], [Docx] = [".docx"], [Xlsx] = [".xlsx"],
    };

    private static readonly Dictionary<string, string> OtherNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["image/jpg"] = Jpeg, ["image/pjpeg"] = Jpeg, ["application/x-pdf"] = Pdf,
        ["application/x-zip-compressed"] = Zip, ["application/x-zip"] = Zip, ["application/x-ofd"] = Ofd,
    };

    /// <summary>The media type of the content, or null when it is of no kind that is taken in.</summary>
    public static string? Detect(Stream content)
    {
        Span<byte> head = stackalloc byte[12];
        content.Position = 0;
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        head = head[..length];
        content.Position = 0;
        if (head.StartsWith("%PDF-"u8)) return Pdf;
        if (head.StartsWith<byte>([0xFF, 0xD8, 0xFF])) return Jpeg;
        if (head.StartsWith<byte>([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])) return Png;
        if (head.StartsWith("RIFF"u8) && head.Length == 12 && head[8..].SequenceEqual("WEBP"u8)) return Webp;
        return head.StartsWith<byte>([0x50, 0x4B, 0x03, 0x04]) ? DetectInZip(content) : null;
    }

    /// <summary>Whether what the sender said fits what the content is; saying nothing, or "some bytes", fits.</summary>
    public static bool Fits(string? declared, string detected)
    {
        if (string.IsNullOrWhiteSpace(declared)) return true;
        var type = declared.Split(';')[0].Trim();
        if (type.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase)) return true;
        return string.Equals(OtherNames.GetValueOrDefault(type, type), detected, StringComparison.OrdinalIgnoreCase)
            // Browsers that do not know OFD call it a ZIP.
            || (detected == Ofd && OtherNames.GetValueOrDefault(type, type) == Zip);
    }

    /// <summary>
    /// The sender's file name without folders, control characters or a misleading extension, 150 characters at most.
    /// </summary>
    public static string SafeName(string? name, string mediaType)
    {
        var own = Extensions[mediaType];
        var last = (name ?? "").Split('/', '\\')[^1];
        var clean = new string([.. last.Where(c => !char.IsControl(c) && !"\"<>:|?*".Contains(c))]).Trim(' ', '.');
        var extension = own.FirstOrDefault(e => clean.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        var stem = extension is null ? clean : clean[..^extension.Length];
        if (stem.Length > 140) stem = stem[..140];
        return (stem.Length == 0 ? "attachment" : stem) + (extension ?? own[0]);
    }

    private static string? DetectInZip(Stream content)
    {
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.GetEntry("OFD.xml") is not null) return Ofd;
            if (zip.GetEntry("[Content_Types].xml") is null) return Zip;
            if (zip.GetEntry("word/document.xml") is not null) return Docx;
            return zip.GetEntry("xl/workbook.xml") is not null ? Xlsx : Zip;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        finally
        {
            content.Position = 0;
        }
    }
}

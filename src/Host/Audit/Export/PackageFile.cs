using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text.Json;
using NodaTime.Text;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>A package with the events of a whole ledger in CloudEvents, as a file on this machine. It is never held in memory.</summary>
internal sealed class PackageFile : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly ZipArchiveEntry _events;

    private PackageFile(ZipArchive zip, ZipArchiveEntry events, ExportManifest manifest) => (_zip, _events, Manifest) = (zip, events, manifest);

    public ExportManifest Manifest { get; }

    /// <summary>Opens it and compares every file in it with the manifest.</summary>
    /// <exception cref="LedgerImportException">It is no such package, it is not whole, or a hash is another.</exception>
    public static async Task<PackageFile> Open(string path, CancellationToken stop)
    {
        ZipArchive? zip = null;
        try
        {
            zip = await ZipFile.OpenReadAsync(path, stop);
            var manifest = await ReadManifest(zip, stop);
            if (manifest is not { Version: ExportManifest.Newest, Format: "cloudevents", Files: [{ } file] })
                throw new LedgerImportException(
                    "import.other-format", "只能导入 cloudevents 格式、第 1 版清单的包。", "Only a cloudevents package with a manifest of version 1 is imported.");
            if (manifest.Bodies != CloudEventsFormat.Stored)
                throw new LedgerImportException(
                    "import.masked", "包中的个人信息已脱敏，不能还原系统。", "People are masked in the package; a system is made of events as they are stored.");
            if (manifest.Selection is not { From: null, Kind: null, Stream: null })
                throw new LedgerImportException(
                    "import.not-whole", "包中只有部分事件，不能还原系统。", "The package holds a selection; a system is made of a whole ledger only.");
            var events = zip.GetEntry(file.Name) ?? throw Damaged(file.Name);
            await using (var content = await events.OpenAsync(stop))
                if (Convert.ToHexStringLower(await SHA256.HashDataAsync(content, stop)) != file.Sha256) throw Damaged(file.Name);
            return new(zip, events, manifest);
        }
        catch (Exception reason) when (reason is InvalidDataException or JsonException or IOException or UnauthorizedAccessException)
        {
            zip?.Dispose();
            throw new LedgerImportException("import.unreadable", "文件不是完整的导出包。", $"The file is no whole package: {reason.Message}");
        }
        catch
        {
            zip?.Dispose();
            throw;
        }
    }

    /// <summary>Its events in their order.</summary>
    public async IAsyncEnumerable<StoredEvent> Events([EnumeratorCancellation] CancellationToken stop)
    {
        await using var content = await _events.OpenAsync(stop);
        using var lines = new StreamReader(content);
        for (var number = 1; await lines.ReadLineAsync(stop) is { } line; number++) yield return Event(line, number);
    }

    public void Dispose() => _zip.Dispose();

    private static StoredEvent Event(string line, int number)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var e = json.RootElement;
            string Text(string name) => e.GetProperty(name).GetString() ?? throw new FormatException(name);
            string? Optional(string name) => e.TryGetProperty(name, out var value) ? value.GetString() : null;
            return new(
                long.Parse(Text(CloudEventsFormat.Sequence), System.Globalization.CultureInfo.InvariantCulture), e.GetProperty("id").GetGuid(),
                e.GetProperty("subject").GetGuid(), e.GetProperty(CloudEventsFormat.StreamVersion).GetInt64(),
                Text("type")[CloudEventsFormat.TypePrefix.Length..], Text(CloudEventsFormat.ClrType),
                InstantPattern.ExtendedIso.Parse(Text(CloudEventsFormat.RecordedAt)).Value, Optional(CloudEventsFormat.CorrelationId),
                Optional(CloudEventsFormat.CausationId), Optional(CloudEventsFormat.Headers), e.GetProperty("data").GetRawText());
        }
        catch (Exception reason) when (
            reason is JsonException or FormatException or KeyNotFoundException or InvalidOperationException or ArgumentException
                or UnparsableValueException)
        {
            throw new LedgerImportException("import.broken-line", $"第 {number} 行不是可导入的事件。", $"Line {number} is no event of an export.");
        }
    }

    private static async Task<ExportManifest?> ReadManifest(ZipArchive zip, CancellationToken stop)
    {
        var entry = zip.GetEntry(ExportManifest.FileName) ?? throw Damaged(ExportManifest.FileName);
        await using var content = await entry.OpenAsync(stop);
        return await JsonSerializer.DeserializeAsync<ExportManifest>(content, ApiJson.Options, stop);
    }

    private static LedgerImportException Damaged(string file) => new(
        "import.damaged", $"包中的 {file} 缺失或与清单的哈希不符。", $"{file} is not in the package, or not what its manifest says.");
}

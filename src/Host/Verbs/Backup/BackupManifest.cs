using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SmartCity.Host.Verbs.Backup;

/// <summary>What a backup holds (备份清单), in <c>manifest.json</c>; it is written last: a backup without it is not whole.</summary>
/// <param name="StartedAt">A restore to a moment can reach any moment after <paramref name="EndedAt"/>.</param>
/// <param name="StartLsn">Place in the write-ahead log at which the copy began, and <paramref name="StopLsn"/> at which it ended.</param>
/// <param name="PostgresVersion">Only the same major version reads the copy.</param>
internal sealed record BackupManifest(
    DateTimeOffset StartedAt, DateTimeOffset EndedAt, string StartLsn, string StopLsn, int PostgresVersion, IReadOnlyList<BackedUpFile> Files)
{
    public const string Name = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    [JsonIgnore]
    public long Bytes => Files.Sum(file => file.Size);

    public void Write(string folder) => File.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(this, Json));

    /// <exception cref="VerbFailedException">There is none, or it cannot be read.</exception>
    public static BackupManifest Read(string folder)
    {
        var file = Path.Combine(folder, Name);
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(file), Json)!;
        }
        catch (Exception reason) when (reason is IOException or JsonException or UnauthorizedAccessException)
        {
            throw new VerbFailedException($"{folder} is no whole backup: {reason.Message}");
        }
    }
}

/// <param name="Path">Within the backup, with <c>/</c>.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record BackedUpFile(string Path, long Size, string Sha256);

/// <summary>Copies files and tells their hashes.</summary>
internal static class HashedCopy
{
    /// <summary>Copies the file as it is while it is read; null where it went away meanwhile, as files of a running server may.</summary>
    public static BackedUpFile? Copy(string from, string folder, string path)
    {
        var to = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        try
        {
            using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20);
            using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var (buffer, size) = (new byte[1 << 20], 0L);
            for (int read; (read = source.Read(buffer)) > 0; size += read)
            {
                hash.AppendData(buffer, 0, read);
                target.Write(buffer, 0, read);
            }
            target.Flush(flushToDisk: true);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, File.GetUnixFileMode(from));
            return new(path, size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}

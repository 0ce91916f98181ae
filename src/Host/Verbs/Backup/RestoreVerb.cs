using System.Text.Json;

namespace SmartCity.Host.Verbs.Backup;

/// <summary>
/// <c>restore</c>: lays a backup out as a data folder, every file checked by its hash before any of them counts. The script starts the
/// database on it, which plays the write-ahead log forward.
/// </summary>
internal static class RestoreVerb
{
    public static Task Run(string[] args)
    {
        var (from, cluster, data, keys, json) = Options(args);
        var manifest = BackupManifest.Read(from);
        var bar = new ProgressBar("恢复 Restoring");
        var (done, total) = (0L, Math.Max(1, manifest.Bytes));
        foreach (var file in manifest.Files)
        {
            var (folder, path) = file.Path.StartsWith("postgres/", StringComparison.Ordinal)
                ? (cluster, file.Path["postgres/".Length..])
                : (data, file.Path["data/".Length..]);
            if (path.Split('/').Contains("..")) throw new VerbFailedException($"the manifest names a file outside of the backup: {file.Path}");
            var copy = HashedCopy.Copy(Path.Combine(from, file.Path), folder, path)
                ?? throw new VerbFailedException($"the backup is not whole: {file.Path} is missing");
            if (copy.Sha256 != file.Sha256) throw new VerbFailedException($"the backup was changed or is damaged: {file.Path} is not what it was");
            bar.Show(done += file.Size, total, $"{done >> 20:N0} MB");
        }
        bar.End();
        Folders(Path.Combine(from, "postgres"), cluster);
        if (keys is not null) KeyMirror.Copy(keys, Path.Combine(data, "keys", "persons"));
        Console.WriteLine(json
            ? JsonSerializer.Serialize(new { files = manifest.Files.Count, bytes = manifest.Bytes, madeAt = manifest.EndedAt })
            : $"已取回 {manifest.Files.Count:N0} 个文件，哈希全部相符。{manifest.Files.Count:N0} files are back, every hash is right.");
        return Task.CompletedTask;
    }

    /// <summary>Folders that hold nothing are in no list of files, and the server needs them.</summary>
    private static void Folders(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, folder));
            Directory.CreateDirectory(target);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(target, File.GetUnixFileMode(folder));
        }
    }

    private static (string From, string Cluster, string Data, string? Keys, bool Json) Options(string[] args)
    {
        string? from = null, cluster = null, keys = null, data = Environment.GetEnvironmentVariable("SmartCity__Data");
        var json = false;
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new VerbFailedException($"{args[i - 1]} needs a value", 2);
            switch (args[i])
            {
                case "--from": from = Value(); break;
                case "--cluster": cluster = Value(); break;
                case "--keys": keys = Value(); break;
                case "--json": json = true; break;
                default: throw new VerbFailedException($"'{args[i]}' is not an option of 'restore'; ./smartcity restore --help lists them", 2);
            }
        }
        return from is null || cluster is null || data is null
            ? throw new VerbFailedException("say which backup", 2) : (from, cluster, data, keys, json);
    }
}

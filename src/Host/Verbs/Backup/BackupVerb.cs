using System.Globalization;
using System.Text.Json;
using Npgsql;
using SmartCity.Host.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Verbs.Backup;

/// <summary>
/// <c>backup</c>: a base backup of the embedded database while it serves, with what else the data folder holds. It works without
/// PostgreSQL's own backup programs, by <c>pg_backup_start</c> and <c>pg_backup_stop</c>.
/// </summary>
internal static class BackupVerb
{
    /// <summary>What a server makes anew by itself (PostgreSQL manual, 26.3.4 "Backing up the data directory").</summary>
    private static readonly string[] Emptied =
        ["pg_wal", "pg_replslot", "pg_dynshmem", "pg_notify", "pg_serial", "pg_snapshots", "pg_stat_tmp", "pg_subtrans"];

    private static readonly string[] LeftOut = ["postmaster.pid", "postmaster.opts", "server.log", "server.log.new", "pg_internal.init", "current_logfiles"];

    /// <summary>Of the data folder: what only a running system needs, and the keys of persons, which are kept apart.</summary>
    private static readonly string[] NotKept =
    [
        "postgres", "postgres.port", "postgres.archive", "run.json", "run.json.new", "host.pid", "logs", ".lock", ".lock.held", ".holder",
        Path.Combine("keys", "persons"),
    ];

    public static async Task Run(string[] args)
    {
        var (data, cluster, to, keys, json) = Options(args);
        var began = DateTimeOffset.UtcNow;
        var final = Path.Combine(to, began.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        var part = final + ".part";
        if (Directory.Exists(final) || Directory.Exists(part)) throw new VerbFailedException($"there is a backup {final} already; try again in a second");
        PrivateFiles.MakeFolder(part);
        try
        {
            var manifest = await Make(data, cluster, to, part, began);
            manifest.Write(part);
            Directory.Move(part, final);
            var mirrored = keys is null ? 0 : KeyMirror.Copy(Path.Combine(data, "keys", "persons"), keys);
            Tell(final, manifest, keys, mirrored, json);
        }
        catch
        {
            Directory.Delete(part, recursive: true);
            throw;
        }
    }

    private static async Task<BackupManifest> Make(string data, string cluster, string to, string part, DateTimeOffset began)
    {
        var owner = Environment.GetEnvironmentVariable("ConnectionStrings__PostgresOwner")
            ?? throw new VerbFailedException("ConnectionStrings__PostgresOwner is not set");
        await using var source = NpgsqlDataSource.Create(owner + ";Command Timeout=0;Keepalive=30");
        await using var session = await source.OpenConnectionAsync();
        async Task<T> Ask<T>(string sql)
        {
            await using var command = new NpgsqlCommand(sql, session);
            return (T)(await command.ExecuteScalarAsync())!;
        }
        var start = await Ask<string>("select pg_backup_start('smartcity', true)::text");
        // The evidence first: a database that is ahead of its checkpoints is sound, one that is behind them was restored too far back.
        string[] evidence = [EvidenceRegistration.Folder, EvidenceRegistration.DemoCopy];
        var files = evidence.SelectMany(folder => Tree(Path.Combine(data, folder), part, "data/" + folder, [])).ToList();
        var bar = new ProgressBar("备份 Backing up");
        var total = await Ask<long>("select sum(pg_database_size(oid))::bigint from pg_database");
        var copied = 0L;
        foreach (var file in Tree(cluster, part, "postgres", LeftOut))
        {
            files.Add(file);
            bar.Show(Math.Min(copied += file.Size, total), total, $"{copied >> 20:N0} MB");
        }
        bar.End();
        await using (var stop = new NpgsqlCommand("select lsn::text, labelfile, spcmapfile, pg_walfile_name(lsn) from pg_backup_stop(false)", session))
        await using (var row = await stop.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            var (lsn, last) = (row.GetString(0), row.GetString(3));
            files.Add(Text(part, "postgres/backup_label", row.GetString(1)));
            if (!string.IsNullOrEmpty(row.GetString(2))) files.Add(Text(part, "postgres/tablespace_map", row.GetString(2)));
            await row.DisposeAsync();
            files.AddRange(WriteAheadLog(cluster, Path.Combine(to, "wal"), part, await Ask<string>($"select pg_walfile_name('{start}')"), last));
            // What is kept beside the database is there before an event names it: copied last, nothing that is named is missing.
            files.AddRange(Tree(data, part, "data", [.. NotKept, .. evidence]));
            var version = await Ask<int>("select current_setting('server_version_num')::int / 10000");
            return new(began, DateTimeOffset.UtcNow, start, lsn, version, files);
        }
    }

    /// <summary>Everything under a folder but what is left out by its path or name.</summary>
    private static IEnumerable<BackedUpFile> Tree(string folder, string part, string into, IReadOnlyCollection<string> without)
    {
        if (!Directory.Exists(folder)) yield break;
        Directory.CreateDirectory(Path.Combine(part, into));
        var open = new Queue<string>([""]);
        while (open.TryDequeue(out var under))
            foreach (var entry in new DirectoryInfo(Path.Combine(folder, under)).EnumerateFileSystemInfos())
            {
                var path = Path.Combine(under, entry.Name);
                if (without.Contains(path) || (into == "postgres" && without.Contains(entry.Name)) || entry.Name.StartsWith("pgsql_tmp", StringComparison.Ordinal)) continue;
                if (entry is DirectoryInfo)
                {
                    var target = Path.Combine(part, into, path);
                    Directory.CreateDirectory(target);
                    if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(target, entry.UnixFileMode);
                    if (into == "postgres" && Emptied.Contains(path)) continue;
                    open.Enqueue(path);
                }
                else if (HashedCopy.Copy(entry.FullName, part, $"{into}/{path.Replace(Path.DirectorySeparatorChar, '/')}") is { } file)
                {
                    yield return file;
                }
            }
    }

    /// <summary>The segments from the first to the last that the copy needs to become sound; from the server, or from the archive.</summary>
    private static IEnumerable<BackedUpFile> WriteAheadLog(string cluster, string archive, string part, string first, string last)
    {
        var server = Path.Combine(cluster, "pg_wal");
        var names = new[] { server, archive }.Where(Directory.Exists).SelectMany(Directory.EnumerateFiles).Select(Path.GetFileName).OfType<string>()
            .Where(name => name.EndsWith(".history", StringComparison.Ordinal) || (name.Length == 24 && string.CompareOrdinal(name, first) >= 0 && string.CompareOrdinal(name, last) <= 0))
            .Distinct().Order(StringComparer.Ordinal).ToList();
        Directory.CreateDirectory(Path.Combine(part, "postgres", "pg_wal", "archive_status"));
        foreach (var name in names)
            if ((HashedCopy.Copy(Path.Combine(server, name), part, "postgres/pg_wal/" + name)
                ?? HashedCopy.Copy(Path.Combine(archive, name), part, "postgres/pg_wal/" + name)) is { } file)
                yield return file;
        if (!names.Contains(first) || !names.Contains(last))
            throw new VerbFailedException($"the write-ahead log from {first} to {last} is not all there any more; try again while less is written");
    }

    private static BackedUpFile Text(string part, string path, string content)
    {
        var source = Path.GetTempFileName();
        File.WriteAllText(source, content);
        try
        {
            return HashedCopy.Copy(source, part, path)!;
        }
        finally
        {
            File.Delete(source);
        }
    }

    private static void Tell(string folder, BackupManifest manifest, string? keys, int mirrored, bool json)
    {
        var seconds = Math.Round((manifest.EndedAt - manifest.StartedAt).TotalSeconds, 1);
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { backup = folder, files = manifest.Files.Count, bytes = manifest.Bytes, seconds, keys, personKeys = mirrored }));
            return;
        }
        Console.WriteLine($"备份完成：{folder}，{manifest.Files.Count:N0} 个文件，{manifest.Bytes >> 20:N0} MB，用时 {seconds} 秒。");
        Console.WriteLine($"Backed up to {folder}: {manifest.Files.Count:N0} files, {manifest.Bytes >> 20:N0} MB, in {seconds} s.");
        Console.WriteLine(keys is null
            ? "个人密钥不在其中：请用 --keys DIR 另存。The keys of persons are not in it: keep them with --keys DIR, in another place."
            : $"个人密钥 {mirrored:N0} 把，另存于 {keys}。{mirrored:N0} keys of persons are kept in {keys}.");
    }

    private static (string Data, string Cluster, string To, string? Keys, bool Json) Options(string[] args)
    {
        string? data = Environment.GetEnvironmentVariable("SmartCity__Data"), cluster = null, to = null, keys = null;
        var json = false;
        for (var i = 0; i < args.Length; i++)
        {
            string Value() => ++i < args.Length ? args[i] : throw new VerbFailedException($"{args[i - 1]} needs a value", 2);
            switch (args[i])
            {
                case "--cluster": cluster = Value(); break;
                case "--to": to = Value(); break;
                case "--keys": keys = Value(); break;
                case "--json": json = true; break;
                default: throw new VerbFailedException($"'{args[i]}' is not an option of 'backup'; ./smartcity backup --help lists them", 2);
            }
        }
        if (data is null || cluster is null || to is null) throw new VerbFailedException("say where to: --to DIR", 2);
        foreach (var place in (string?[])[to, keys])
            if (place is not null && (Path.GetFullPath(place) + Path.DirectorySeparatorChar).StartsWith(Path.GetFullPath(data) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new VerbFailedException($"{place} lies within the data folder {data}: keep a backup elsewhere", 2);
        return (data, cluster, to, keys, json);
    }
}

/// <summary>
/// The keys of persons, mirrored (个人密钥另存): a key that was destroyed is destroyed in the mirror too, and its tombstone kept, so that
/// a backup brings nobody back who was erased.
/// </summary>
internal static class KeyMirror
{
    private const string Tombstones = "destroyed";

    /// <summary>Makes the mirror what the folder is; how many keys it then holds.</summary>
    public static int Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(to, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (!Directory.Exists(from)) return 0;
        var held = 0;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
            if (Guid.TryParseExact(Path.GetFileName(file), "N", out _)) held++;
        }
        foreach (var tombstone in Folder(to).Concat(Folder(from)))
            foreach (var key in Directory.EnumerateFiles(to, Path.GetFileName(tombstone), SearchOption.AllDirectories)
                .Where(key => !key.StartsWith(Path.Combine(to, Tombstones), StringComparison.Ordinal)))
            {
                File.WriteAllBytes(key, new byte[new FileInfo(key).Length]);
                File.Delete(key);
            }
        return held - Folder(from).Count();
    }

    private static IEnumerable<string> Folder(string keys) =>
        Directory.Exists(Path.Combine(keys, Tombstones)) ? Directory.EnumerateFiles(Path.Combine(keys, Tombstones)) : [];
}

using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SmartCity.Projections.Shared.Personal;

/// <summary>
/// The key of each person (个人密钥), a file each in a folder beside the database and never in it: a copy of the database
/// alone reads nobody. Nodes share the folder. A key that was destroyed is never made again: its tombstone lies in the
/// folder <c>destroyed</c>.
/// </summary>
public sealed class PersonKeys
{
    private const int Length = 32, MostRemembered = 50_000;

    private readonly string _folder;
    private readonly ConcurrentDictionary<Guid, byte[]> _known = new();

    /// <param name="folder">Made when missing, readable by its owner alone.</param>
    public PersonKeys(string folder)
    {
        _folder = folder;
        PrivateFiles.MakeFolder(folder);
        Pepper = Own(Path.Combine(folder, "pepper"));
    }

    /// <summary>Secret of this system under which identity numbers are looked up: without it a stored hash tells nothing.</summary>
    public byte[] Pepper { get; }

    /// <summary>The person's key; null when it was destroyed, or there never was one.</summary>
    public byte[]? Find(Guid person)
    {
        var file = FileOf(person);
        if (!File.Exists(file) || File.Exists(TombstoneOf(person)))
        {
            _known.TryRemove(person, out _);
            return null;
        }
        if (_known.TryGetValue(person, out var known)) return known;
        try
        {
            return Remember(person, File.ReadAllBytes(file));
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The person's key, durable before anything is written with it.</summary>
    /// <exception cref="PersonErasedException">It was destroyed.</exception>
    public byte[] Own(Guid person)
    {
        if (Find(person) is { } key) return key;
        if (File.Exists(TombstoneOf(person))) throw new PersonErasedException(person);
        PrivateFiles.MakeFolder(Path.GetDirectoryName(FileOf(person))!);
        return Remember(person, Own(FileOf(person)));
    }

    public bool IsDestroyed(Guid person) => File.Exists(TombstoneOf(person)) && !File.Exists(FileOf(person));

    /// <summary>Everybody whose key was destroyed in this folder.</summary>
    public IEnumerable<Guid> Destroyed => Directory.Exists(Tombstones)
        ? Directory.EnumerateFiles(Tombstones).Select(file => Guid.TryParseExact(Path.GetFileName(file), "N", out var id) ? id : Guid.Empty)
            .Where(id => id != Guid.Empty)
        : [];

    /// <summary>Destroys the key: what was written with it is unreadable from now on. Doing it again changes nothing.</summary>
    public void Destroy(Guid person)
    {
        var file = FileOf(person);
        PrivateFiles.MakeFolder(Tombstones);
        PrivateFiles.Write(TombstoneOf(person), [], FileMode.Create);
        DurableFolder.Flush(Tombstones);
        if (File.Exists(file))
        {
            PrivateFiles.Write(file, new byte[Length], FileMode.Open);
            File.Delete(file);
            DurableFolder.Flush(Path.GetDirectoryName(file)!);
        }
        _known.TryRemove(person, out _);
    }

    private string Tombstones => Path.Combine(_folder, "destroyed");

    private string TombstoneOf(Guid person) => Path.Combine(Tombstones, person.ToString("N"));

    private byte[] Remember(Guid person, byte[] key)
    {
        if (_known.Count >= MostRemembered) _known.Clear();
        return _known[person] = key;
    }

    /// <summary>Two folders deep, so that none grows large.</summary>
    private string FileOf(Guid person)
    {
        var name = person.ToString("N");
        return Path.Combine(_folder, name[^2..], name[^4..^2], name);
    }

    /// <summary>The key in the file; a new one where there is none. Whoever comes first makes it.</summary>
    private static byte[] Own(string file)
    {
        if (!File.Exists(file)) PrivateFiles.MakeOnce(file, RandomNumberGenerator.GetBytes(Length));
        return File.ReadAllBytes(file);
    }
}

/// <summary>Something was to be written of a person whose key is destroyed.</summary>
public sealed class PersonErasedException(Guid person)
    : InvalidOperationException($"The key of person {person} is destroyed; nothing can be written of them.");

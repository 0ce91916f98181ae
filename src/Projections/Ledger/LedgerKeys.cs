using System.Globalization;
using SmartCity.Domain.Ledger;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Ledger;

/// <summary>
/// The keys that sign checkpoints (签名密钥), a file each in a folder beside those of persons and never in the database:
/// <c>1.ed25519</c>, after a rotation <c>2.ed25519</c> and so on, and <c>1.sm2</c> where a second signature is asked for. Nodes share
/// the folder. An old key signs no more; its public key stays known.
/// </summary>
public sealed class LedgerKeys
{
    private static readonly (NoteAlgorithm Algorithm, string Ending)[] Kinds = [(NoteAlgorithm.Ed25519, ".ed25519"), (NoteAlgorithm.Sm2, ".sm2")];

    private readonly string _folder;
    private readonly string _name;
    private readonly bool _sm2;

    /// <param name="folder">Made when missing, for its owner alone, with a first key.</param>
    /// <param name="name">What the keys are called: the origin of the checkpoints.</param>
    /// <param name="sm2">Whether SM2 with SM3 signs as well.</param>
    public LedgerKeys(string folder, string name, bool sm2)
    {
        (_folder, _name, _sm2) = (folder, name, sm2);
        PrivateFiles.MakeFolder(folder);
        foreach (var (algorithm, ending) in Wanted)
            if (Newest(ending) == 0) Make(1, algorithm, ending);
    }

    /// <summary>Those that sign now, Ed25519 first.</summary>
    public IReadOnlyList<NoteSigner> Signing =>
        [.. Wanted.Select(kind => Read(Newest(kind.Ending), kind.Algorithm, kind.Ending))];

    /// <summary>Every public key that ever signed, in order.</summary>
    public IReadOnlyList<NoteKey> Public =>
        [.. Kinds.SelectMany(kind => Enumerable.Range(1, Newest(kind.Ending)).Select(n => Read(n, kind.Algorithm, kind.Ending).Key))];

    /// <summary>Makes the next keys; they sign from the next checkpoint on.</summary>
    public void Rotate()
    {
        foreach (var (algorithm, ending) in Wanted) Make(Newest(ending) + 1, algorithm, ending);
    }

    private IEnumerable<(NoteAlgorithm Algorithm, string Ending)> Wanted => _sm2 ? Kinds : Kinds[..1];

    private string FileOf(int number, string ending) => Path.Combine(_folder, number.ToString(CultureInfo.InvariantCulture) + ending);

    private int Newest(string ending)
    {
        var number = 0;
        while (File.Exists(FileOf(number + 1, ending))) number++;
        return number;
    }

    private NoteSigner Read(int number, NoteAlgorithm algorithm, string ending) =>
        NoteSigner.From(_name, algorithm, File.ReadAllBytes(FileOf(number, ending)));

    private void Make(int number, NoteAlgorithm algorithm, string ending) =>
        PrivateFiles.MakeOnce(FileOf(number, ending), NoteSigner.Create(_name, algorithm).Secret);
}

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SmartCity.Domain.Ledger;

/// <summary>How the signature of a note is made.</summary>
public enum NoteAlgorithm
{
    /// <summary>Ed25519 (RFC 8032) over the note's text; signature type 0x01 of C2SP signed-note.</summary>
    Ed25519,

    /// <summary>SM2 with SM3 (国密 SM2/SM3, GB/T 32918 and 32905); type 0xff followed by <see cref="NoteKey.Sm2Name"/>.</summary>
    Sm2,
}

/// <summary>Who signs notes, by a public key (验证公钥): written <c>name+id+base64(type || key)</c>, a verifier key of C2SP signed-note.</summary>
/// <param name="PublicKey">32 bytes for Ed25519; the uncompressed point, 65 bytes, for SM2.</param>
public sealed record NoteKey(string Name, NoteAlgorithm Algorithm, byte[] PublicKey)
{
    /// <summary>What follows the type byte 0xff for SM2 with SM3 and the signer's id <c>1234567812345678</c>.</summary>
    public const string Sm2Name = "smartcity/sm2-sm3/v1";

    /// <summary>The first four bytes of SHA-256(name || 0x0A || type || key).</summary>
    public uint Id => BinaryPrimitives.ReadUInt32BigEndian(
        SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', .. Typed]));

    private byte[] Typed => Algorithm == NoteAlgorithm.Ed25519
        ? [1, .. PublicKey]
        : [0xff, .. Encoding.ASCII.GetBytes(Sm2Name), .. PublicKey];

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Name}+{Id:x8}+{Convert.ToBase64String(Typed)}");

    /// <summary>Reads a verifier key; null when it is none, or its id is not its own.</summary>
    public static NoteKey? Parse(string text)
    {
        var parts = text.Trim().Split('+', 3);
        var typed = new byte[text.Length];
        if (parts.Length != 3 || !Convert.TryFromBase64String(parts[2], typed, out var length) || length < 33) return null;
        var sm2 = Encoding.ASCII.GetBytes(Sm2Name);
        NoteKey? key = typed[0] == 1 && length == 33 ? new(parts[0], NoteAlgorithm.Ed25519, typed[1..33])
            : typed[0] == 0xff && length == 66 + sm2.Length && typed.AsSpan(1, sm2.Length).SequenceEqual(sm2)
                ? new(parts[0], NoteAlgorithm.Sm2, typed[(1 + sm2.Length)..length])
                : null;
        return key is not null && key.ToString() == text.Trim() ? key : null;
    }
}

/// <summary>One signature line: whose key, by name and id, and the signature's bytes.</summary>
public sealed record NoteSignature(string Name, uint KeyId, byte[] Signature)
{
    public override string ToString()
    {
        var bytes = new byte[4 + Signature.Length];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, KeyId);
        Signature.CopyTo(bytes, 4);
        return $"\u2014 {Name} {Convert.ToBase64String(bytes)}\n";
    }

    /// <summary>Reads a line without its line feed; null when it is none.</summary>
    public static NoteSignature? Parse(string line)
    {
        var parts = line.Split(' ');
        var bytes = new byte[line.Length];
        return parts is ["\u2014", { Length: > 0 } name, var base64]
            && Convert.TryFromBase64String(base64, bytes, out var length) && length > 4
            ? new(name, BinaryPrimitives.ReadUInt32BigEndian(bytes), bytes[4..length])
            : null;
    }
}

/// <summary>A signed text (签名文本) as C2SP signed-note writes it: the text, an empty line, one line a signature.</summary>
/// <param name="Text">Ends with a line feed; it is what is signed, as UTF-8.</param>
public sealed record SignedNote(string Text, IReadOnlyList<NoteSignature> Signatures)
{
    public override string ToString() => Text + "\n" + string.Concat(Signatures);

    /// <summary>Reads a note; null when it is none.</summary>
    public static SignedNote? Parse(string note)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (end < 0 || !note.EndsWith('\n') || note.Any(letter => letter < ' ' && letter != '\n')) return null;
        var signatures = note[(end + 2)..].Split('\n')[..^1].Select(NoteSignature.Parse).ToList();
        return signatures.Count > 0 && signatures.All(signature => signature is not null)
            ? new(note[..(end + 1)], [.. signatures.Select(signature => signature!)])
            : null;
    }

    /// <summary>
    /// The known keys that signed it; none when a signature of a known key is not right. Signatures of unknown keys do not count.
    /// </summary>
    /// <param name="isRight">Whether the signature over the text is the key's.</param>
    public IReadOnlyList<NoteKey> SignedBy(IReadOnlyList<NoteKey> known, Func<NoteKey, byte[], byte[], bool> isRight)
    {
        var text = Encoding.UTF8.GetBytes(Text);
        var signers = new List<NoteKey>();
        foreach (var signature in Signatures)
            foreach (var key in known.Where(key => key.Name == signature.Name && key.Id == signature.KeyId))
            {
                if (!isRight(key, text, signature.Signature)) return [];
                signers.Add(key);
            }
        return signers;
    }
}

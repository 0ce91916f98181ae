using System.Security.Cryptography;
using System.Text;

namespace SmartCity.Projections.Shared.Personal;

/// <summary>
/// What people are looked up by (盲索引): HMAC-SHA256 under the pepper of this system, which is not in the database. The same
/// value of the same kind has the same hash; the hash alone tells nothing.
/// </summary>
public sealed class PersonHash(PersonKeys keys)
{
    /// <summary>43 characters of base64url, or null where there is no value.</summary>
    /// <param name="kind">What the value is, such as <c>id-number</c>: hashes of different kinds never meet.</param>
    public string? Of(string kind, string? value) => value is null ? null : Convert.ToBase64String(Hash(kind, value))
        .TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>A name-based UUID (RFC 9562, version 8) of the value: the same one on every node.</summary>
    public Guid IdOf(string kind, string value)
    {
        var bytes = Hash(kind, value).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>
    /// What is kept of a request to know it again: whoever has the database alone cannot confirm a guess of what it said.
    /// </summary>
    /// <param name="to">Where it was sent, such as the path.</param>
    public string OfRequest(string to, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.Pepper);
        hash.AppendData(Encoding.UTF8.GetBytes($"request\n{to}\n"));
        hash.AppendData(body);
        return Convert.ToBase64String(hash.GetHashAndReset());
    }

    private byte[] Hash(string kind, string value) =>
        HMACSHA256.HashData(keys.Pepper, Encoding.UTF8.GetBytes($"{kind}\n{value}"));
}

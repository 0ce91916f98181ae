using System.Security.Cryptography;
using System.Text;

namespace SmartCity.Projections.Shared;

/// <summary>Ids of streams that are known by a name: the same name has the same id everywhere.</summary>
public static class StreamIds
{
    public static Guid Calendar { get; } = Of("calendar");

    public static Guid ApprovalItem(string code) => Of("approval-item/" + code);

    /// <summary>A name-based UUID (RFC 9562, version 8 over SHA-256).</summary>
    public static Guid Of(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes("smartcity/" + name)).AsSpan(0, 16).ToArray();
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}

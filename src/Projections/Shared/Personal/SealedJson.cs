using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Projections.Shared.Personal;

/// <summary>
/// How <see cref="Sealed{T}"/> stands in the ledger: <c>{"person": "…", "sealed": "…"}</c>, the second base64 of nonce (12 bytes),
/// tag (16) and AES-256-GCM of the value's JSON, bound to the person. The nonce is made of the text itself (HMAC-SHA256 under the
/// person's key), so that the same fact is the same bytes and no nonce serves two texts.
/// </summary>
public sealed class SealedJson(PersonKeys keys) : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sealed<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert.GetGenericArguments()), keys)!;

    private sealed class Converter<T>(PersonKeys keys) : JsonConverter<Sealed<T>>
        where T : class
    {
        public override Sealed<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var stored = JsonSerializer.Deserialize<Stored>(ref reader, options)!;
            return new(stored.Person, stored.Sealed is not null && keys.Find(stored.Person) is { } key
                ? JsonSerializer.Deserialize<T>(SealedText.Open(key, stored.Person, stored.Sealed), options)
                : null);
        }

        public override void Write(Utf8JsonWriter writer, Sealed<T> value, JsonSerializerOptions options)
        {
            var text = value.Value is null ? null : JsonSerializer.SerializeToUtf8Bytes(value.Value, options);
            JsonSerializer.Serialize(writer, new Stored(
                value.Person, text is null ? null : SealedText.Close(keys.Own(value.Person), value.Person, text)), options);
        }
    }

    private sealed record Stored(Guid Person, byte[]? Sealed);
}

/// <summary>A text under one key.</summary>
public static class SealedText
{
    private const int Nonce = 12, Tag = 16;

    public static byte[] Close(byte[] key, Guid person, ReadOnlySpan<byte> text)
    {
        var (cipherKey, nonceKey) = Parts(key);
        var closed = new byte[Nonce + Tag + text.Length];
        HMACSHA256.HashData(nonceKey, text)[..Nonce].CopyTo(closed, 0);
        using var cipher = new AesGcm(cipherKey, Tag);
        cipher.Encrypt(
            closed.AsSpan(0, Nonce), text, closed.AsSpan(Nonce + Tag), closed.AsSpan(Nonce, Tag), person.ToByteArray());
        return closed;
    }

    /// <exception cref="CryptographicException">It was changed, or is another person's.</exception>
    public static byte[] Open(byte[] key, Guid person, ReadOnlySpan<byte> closed)
    {
        if (closed.Length < Nonce + Tag) throw new CryptographicException("A sealed text is longer than its nonce and tag.");
        var text = new byte[closed.Length - Nonce - Tag];
        using var cipher = new AesGcm(Parts(key).Cipher, Tag);
        cipher.Decrypt(closed[..Nonce], closed[(Nonce + Tag)..], closed[Nonce..(Nonce + Tag)], text, person.ToByteArray());
        return text;
    }

    private static (byte[] Cipher, byte[] Nonce) Parts(byte[] key) =>
        (HKDF.Expand(HashAlgorithmName.SHA256, key, 32, "cipher"u8.ToArray()),
            HKDF.Expand(HashAlgorithmName.SHA256, key, 32, "nonce"u8.ToArray()));
}

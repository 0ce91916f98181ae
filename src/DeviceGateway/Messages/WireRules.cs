using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>How flags, texts and times stand in what devices send, in whatever protocol.</summary>
public static class WireRules
{
    public const int LongestName = 64;

    private const long TicksPerMicrosecond = 10;
    private const string FlagLetters = "NFMSDCTB";

    /// <summary>Whether it is a text for people of at most so many characters, without control characters.</summary>
    public static bool IsText(string text, int longest)
    {
        if (text.Length == 0 || text.Length > longest) return false;
        foreach (var c in text)
            if (char.IsControl(c) || c == '\uFFFE' || c == '\uFFFF') return false;
        return true;
    }

    /// <summary>The flag that the letter of HJ 212 stands for.</summary>
    public static bool TryFlag(ReadOnlySpan<char> text, out DataFlag flag)
    {
        flag = text.Length == 1 ? (DataFlag)text[0] : default;
        return text.Length == 1 && FlagLetters.Contains(text[0]);
    }

    /// <summary>The time that the reader stands at, to the microsecond; ISO 8601 with a time and an offset, else false.</summary>
    public static bool TryTime(ref Utf8JsonReader json, out Instant at)
    {
        at = default;
        Span<char> text = stackalloc char[40];
        if (json.TokenType != JsonTokenType.String || Length(ref json) > text.Length) return false;
        var length = json.CopyString(text);
        if (!HasOffset(text[..length]) || !json.TryGetDateTimeOffset(out var time)) return false;
        at = Whole(Instant.FromDateTimeOffset(time));
        return true;
    }

    /// <inheritdoc cref="TryTime(ref Utf8JsonReader, out Instant)"/>
    public static bool TryTime(JsonElement json, out Instant at)
    {
        at = default;
        if (Spoken(json) is not { } text || !HasOffset(text) || !json.TryGetDateTimeOffset(out var time)) return false;
        at = Whole(Instant.FromDateTimeOffset(time));
        return true;
    }

    /// <summary>The text; null where it is none, or holds what is no character: half of a surrogate pair, bytes that are no UTF-8.</summary>
    public static string? Spoken(JsonElement json) => json.ValueKind == JsonValueKind.String ? Sound(json, static j => j.GetString()) : null;

    /// <summary>The JSON itself; null where it holds bytes that are no UTF-8.</summary>
    public static string? Raw(JsonElement json) => Sound(json, static j => j.GetRawText());

    // The parser looks into a text only when it is asked for.
    private static string? Sound(JsonElement json, Func<JsonElement, string?> read)
    {
        try
        {
            return read(json);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static long Length(ref Utf8JsonReader json) => json.HasValueSequence ? json.ValueSequence.Length : json.ValueSpan.Length;

    // A time without offset would be read as this machine's.
    private static bool HasOffset(ReadOnlySpan<char> text) =>
        text.IndexOf('T') is > 0 and var t && text[(t + 1)..].IndexOfAny('Z', '+', '-') > 0;

    private static Instant Whole(Instant at) =>
        Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / TicksPerMicrosecond * TicksPerMicrosecond);
}

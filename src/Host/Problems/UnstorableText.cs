using System.Text.Json;
using Npgsql;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Problems;

/// <summary>JSON and addresses can carry characters that PostgreSQL keeps in no text, such as U+0000: refused as malformed.</summary>
internal static class UnstorableText
{
    public static Problem Problem { get; } = new(400, "request.unstorable-text", new LocalizedText(
        "内容中含有无法保存的字符（如 U+0000）或过大的数字。",
        "There is a character that cannot be kept, such as U+0000, or a number that is too large."));

    private const int LongestNumber = 64;

    /// <summary>Whether a JSON document, which is sound otherwise, holds one.</summary>
    public static bool IsIn(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && reader.ValueIsEscaped && reader.GetString()!.Contains('\0'))
                    return true;
                else if (reader.TokenType is JsonTokenType.Number
                    && (reader.ValueSpan.Length > LongestNumber || !reader.TryGetDecimal(out var _)))
                    return true;
        }
        catch (InvalidOperationException)
        {
            return true; // half of a surrogate pair is no character
        }
        return false;
    }

    /// <summary>Whether the database refused a text for that.</summary>
    public static bool IsThe(Exception? reason) => reason is not null
        && (reason is PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter }
            || IsThe(reason.InnerException));
}

using System.Text.Json;
using Npgsql;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Problems;

/// <summary>JSON and addresses can carry characters that PostgreSQL keeps in no text, such as U+0000: refused as malformed.</summary>
internal static class UnstorableText
{
    public static Problem Problem { get; } = new(400, "request.unstorable-text", new LocalizedText(
        "文本中含有无法保存的字符（如 U+0000）。", "A text holds a character that cannot be kept, such as U+0000."));

    /// <summary>Whether a JSON document, which is sound otherwise, holds one.</summary>
    public static bool IsIn(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("\\u"u8) < 0) return false;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && reader.ValueIsEscaped && reader.GetString()!.Contains('\0'))
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

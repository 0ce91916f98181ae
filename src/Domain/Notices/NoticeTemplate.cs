using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Notices;

/// <summary>
/// What a notice (通知) on one occasion says to one audience, in Chinese and English. What stands in braces, such as
/// <c>{number}</c>, is replaced by what is known of the matter.
/// </summary>
public sealed record NoticeTemplate(string Occasion, string Audience, LocalizedText Title, LocalizedText Text)
{
    /// <summary>The names in braces in any of its texts.</summary>
    /// <exception cref="FormatException">A brace is open, or closes nothing.</exception>
    public IReadOnlyList<string> Placeholders() =>
        [.. new[] { Title.Zh, Title.En, Text.Zh, Text.En }.SelectMany(NoticeText.Placeholders).Distinct()];

    /// <summary>The notice; a value that is not known reads as a dash.</summary>
    public (LocalizedText Title, LocalizedText Text) Render(IReadOnlyDictionary<string, LocalizedText> values) =>
        (Render(Title, values), Render(Text, values));

    private static LocalizedText Render(LocalizedText text, IReadOnlyDictionary<string, LocalizedText> values) => new(
        NoticeText.Render(text.Zh, name => values.GetValueOrDefault(name)?.Zh),
        NoticeText.Render(text.En, name => values.GetValueOrDefault(name)?.En));
}

/// <summary>Texts with names in braces.</summary>
public static class NoticeText
{
    private const string Unknown = "—";

    /// <summary>The names in braces, in order.</summary>
    /// <exception cref="FormatException">A brace is open, or closes nothing.</exception>
    public static IReadOnlyList<string> Placeholders(string text) =>
        [.. Parts(text).Where(part => part.IsName).Select(part => part.Text)];

    /// <summary>The text with its names replaced; total: what is no name stays as it is.</summary>
    public static string Render(string text, Func<string, string?> value) => string.Concat(
        Parts(text, strict: false).Select(part => part.IsName ? value(part.Text) ?? Unknown : part.Text));

    private static IEnumerable<(string Text, bool IsName)> Parts(string text, bool strict = true)
    {
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf('{', at);
            var stray = text.IndexOf('}', at);
            var close = open < 0 ? -1 : text.IndexOf('}', open);
            if (strict && ((stray >= 0 && (open < 0 || stray < open)) || (open >= 0 && close < 0)))
                throw new FormatException($"A brace in '{text}' has no other.");
            if (open < 0 || close < 0)
            {
                yield return (text[at..], false);
                yield break;
            }
            if (open > at) yield return (text[at..open], false);
            yield return (text[(open + 1)..close], true);
            at = close + 1;
        }
    }
}

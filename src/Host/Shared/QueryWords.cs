using SmartCity.Host.Problems;

namespace SmartCity.Host.Shared;

/// <summary>Words in the query of an address that must be one of those that there are: a wrong one is no empty list.</summary>
internal static class QueryWords
{
    /// <summary>The word; null where none is given.</summary>
    /// <exception cref="RequestRefused">400 <c>request.unknown-word</c>.</exception>
    public static string? OneOf(string field, string? text, IEnumerable<string> known) =>
        string.IsNullOrEmpty(text) ? null : known.Contains(text) ? text : throw Unknown(field);

    public static RequestRefused Unknown(string field) => new(
        400, "request.unknown-word", $"{field} 的取值无法识别。", $"The value of {field} is none that there is.");
}

using NodaTime;
using SmartCity.Host.Shared;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>The address of the list behind a figure: the same choice as of the same moment.</summary>
internal static class MatterLinks
{
    private const string List = "/api/v1/supervision/matters";

    public static string To(MatterChoice choice, Instant at) => List + Query(choice, at);

    /// <summary>The page that shows the same list.</summary>
    public static string Page(string href) => href.Replace(List, "/supervision/matters", StringComparison.Ordinal);

    private static string Query(MatterChoice choice, Instant at)
    {
        (string Name, string? Value)[] words =
        [
            ("figure", choice.Figure), ("kind", choice.Kind), ("item", choice.Item), ("stage", choice.Stage), ("unit", choice.Unit),
            ("town", choice.Town), ("light", choice.Light), ("tile", choice.Tile?.ToString()), ("from", Text(choice.From)),
            ("to", Text(choice.To)), ("asOf", Text(at)),
        ];
        return "?" + string.Join('&', words.Where(word => word.Value is not null)
            .Select(word => $"{word.Name}={Uri.EscapeDataString(word.Value!)}"));
    }

    private static string? Text(Instant? at) => at is { } known ? BeijingInstantJson.Text(known) : null;
}

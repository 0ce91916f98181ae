using NodaTime;
using SmartCity.Host.Shared;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>The address of the list of cards behind a figure, as of the same moment.</summary>
internal static class CardLinks
{
    public static string To(CardFilter filter, Instant at)
    {
        (string Name, string? Value)[] words =
        [
            ("unit", filter.Unit), ("state", filter.State), ("colour", filter.Colour), ("kind", filter.Kind),
            ("counts", filter.Counts is { } counts ? counts ? "true" : "false" : null), ("from", Text(filter.From)),
            ("to", Text(filter.To)), ("asOf", Text(at)),
        ];
        return "/api/v1/supervision/cards?" + string.Join('&', words.Where(word => word.Value is not null)
            .Select(word => $"{word.Name}={Uri.EscapeDataString(word.Value!)}"));
    }

    private static string? Text(Instant? at) => at is { } known ? BeijingInstantJson.Text(known) : null;
}

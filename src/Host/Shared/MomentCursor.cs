using System.Globalization;
using NodaTime;

namespace SmartCity.Host.Shared;

/// <summary>The place in a list that is ordered by a moment and an id, as cursors carry it.</summary>
internal static class MomentCursor
{
    public static string Text(Instant at, Guid id) => $"{Text(at)}|{id:N}";

    public static string Text(Instant at) => at.ToUnixTimeTicks().ToString(CultureInfo.InvariantCulture);

    /// <summary>The place that a cursor stands for; null without a cursor, 400 for one that is not ours.</summary>
    public static T? Place<T>(string? cursor, Func<Instant, Guid, T> place) where T : class => Paging.Place(cursor, text =>
        text.Split('|') is [var moment, var id] && Moment(moment) is { } at && Guid.TryParseExact(id, "N", out var one) ? place(at, one) : null);

    /// <summary>The moment of a text as <see cref="Text(Instant)"/> writes it; null for what is none.</summary>
    public static Instant? Moment(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
        && ticks >= Instant.MinValue.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks()
            ? Instant.FromUnixTimeTicks(ticks) : null;
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Supervision;

namespace SmartCity.Host.Supervision;

/// <summary>A kind, or an item of it, that rises unusually.</summary>
internal sealed record RisingLine(
    string Kind, LocalizedText Name, string? Item, long Count, double Mean, double Deviation, double Score, string Href);

/// <summary>What rises in the 24 hours up to a moment, the most unusual first.</summary>
internal sealed record RisingView(Instant At, Instant From, string Method, IReadOnlyList<RisingLine> Items)
{
    public static RisingView Of(Rising rising, MatterChoice choice, SupervisionWords words) => new(
        rising.At, rising.From, "ears-c2",
        [.. rising.Kinds.Select(k => new RisingLine(
            k.Kind, words.Kind(k.Kind), k.Item, k.Count, k.Mean, k.Deviation, k.Score,
            MatterLinks.To(
                choice with { Figure = MatterFigures.Received, Kind = k.Kind, Item = k.Item ?? choice.Item, From = rising.From, To = rising.At },
                rising.At)))]);
}

using System.Net;
using System.Text;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// Past cases spread over a year as a district's would be: few at night, most in the forenoon and the afternoon, more on
/// Mondays than on Sundays, more in summer [P: the curve is an assumption, by the shape of published hotline counts]. About
/// nine in ten are closed within their limit.
/// </summary>
internal sealed class SyntheticCases(CasePlaces places, Dice dice, Instant until)
{
    public const string Header = "caseId,kind,unit,channel,title,status,createdAt,dueAt,actedAt,closedAt,longitude,latitude";

    private static readonly double[] Hours =
        [10, 7, 5, 4, 5, 10, 22, 45, 72, 82, 80, 66, 50, 55, 67, 70, 65, 58, 52, 50, 46, 38, 26, 15];

    private static readonly double[] Days = [1.15, 1.08, 1.05, 1.03, 1.0, 0.85, 0.8];

    private static readonly Weighted<string> Channels = new(
        [("hotline", 55), ("grid-member", 25), ("citizen", 10), ("camera", 6), ("device", 2), ("department", 1.5), ("media", 0.5)]);

    private static readonly Weighted<Duration> Limits = new(
        [(Duration.FromHours(24), 20), (Duration.FromDays(3), 50), (Duration.FromDays(7), 25), (Duration.FromDays(15), 5)]);

    /// <summary>The lines of a log of so many cases, in the order of their reports.</summary>
    public IEnumerable<string> Lines(int count)
    {
        var first = until - Duration.FromDays(365);
        var hours = new Weighted<Instant>(Enumerable.Range(0, 365 * 24).Select(h => first + Duration.FromHours(h))
            .Select(at => (at, Weight(at.InZone(WorkingCalendar.Zone)))));
        return Enumerable.Range(0, count).Select(_ => hours.Draw(dice) + Duration.FromHours(dice.Uniform())).Order()
            .Select(Line).Prepend(Header);
    }

    private static double Weight(ZonedDateTime at) => Hours[at.Hour] * Days[(int)at.DayOfWeek - 1]
        * (1 + (0.15 * Math.Sin(2 * Math.PI * (at.DayOfYear - 100) / 365)));

    private string Line(Instant created, int number)
    {
        var (kind, place, limit) = (places.Kind(), places.Place(), Limits.Draw(dice));
        var taken = Duration.FromSeconds(Math.Round(limit.TotalSeconds * Math.Exp(dice.Normal() - 1.2)));
        var closed = created + taken;
        var done = closed < until && dice.Uniform() > 0.01;
        string Text(Instant at) => InstantPattern.General.Format(at);
        var acted = done || created + (taken * 0.7) < until ? Text(created + (taken * 0.7)) : "";
        return string.Join(
            ',', number, kind.Code, place.Town, Channels.Draw(dice), kind.Name, done ? "Closed" : "Open", Text(created),
            Text(created + limit), acted, done ? Text(closed) : "", place.Text);
    }
}

/// <summary>Lines that are written as they are made; never all of them in memory.</summary>
internal sealed class LinesContent : HttpContent
{
    private readonly IEnumerable<string> _lines;

    public LinesContent(IEnumerable<string> lines)
    {
        _lines = lines;
        Headers.ContentType = new("text/csv") { CharSet = "utf-8" };
    }

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        await using var text = new StreamWriter(stream, new UTF8Encoding(false), 64 * 1024, leaveOpen: true);
        foreach (var line in _lines) await text.WriteAsync(line + "\n");
    }

    protected override bool TryComputeLength(out long length)
    {
        length = -1;
        return false;
    }
}

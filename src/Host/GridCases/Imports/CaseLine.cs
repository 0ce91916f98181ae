using System.Globalization;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared.Imports;

namespace SmartCity.Host.GridCases.Imports;

/// <summary>Reads a line of a log of cases, or says why it cannot be taken.</summary>
/// <param name="kinds">Codes of every kind that was ever published: a past case may be of one that is in force no more.</param>
internal sealed class CaseLine(string source, UnitDirectory units, IReadOnlySet<string> kinds, Instant now)
{
    /// <summary>A century; no limit is longer.</summary>
    private static readonly Duration LongestLimit = Duration.FromDays(36_525);

    public (PastCase? Case, LineFault? Fault) Read(CsvValues values)
    {
        var place = Place(values, out var misplaced);
        var title = values.Text("title");
        var known = new PastCase(
            source, values.Text("caseId"), values.Text("kind"), values.Text("unit"), values.Optional("channel") ?? "import",
            new(title, values.Optional("titleEn") ?? title), values.Time("createdAt"), values.OptionalTime("dueAt"),
            values.OptionalTime("actedAt"), values.OptionalTime("closedAt"), values.Text("status"), place);
        return (values.Fault ?? misplaced ?? Check(known)) is { } fault ? (null, fault) : (known, null);
    }

    private LineFault? Check(PastCase c) =>
        !kinds.Contains(c.KindCode) ? CaseFaults.Kind(c.KindCode)
        : !units.Knows(c.Unit) ? CaseFaults.Unit(c.Unit)
        : c.CreatedAt > now ? LineFault.Future("createdAt")
        : c.ActedAt > now ? LineFault.Future("actedAt")
        : c.ClosedAt > now ? LineFault.Future("closedAt")
        : c.DueAt < c.CreatedAt ? LineFault.Order("dueAt", "createdAt")
        : c.ActedAt < c.CreatedAt ? LineFault.Order("actedAt", "createdAt")
        : c.ClosedAt < c.CreatedAt ? LineFault.Order("closedAt", "createdAt")
        : c.DueAt - c.CreatedAt > LongestLimit ? LineFault.OutOfRange("dueAt")
        : null;

    /// <summary>A place needs both degrees, anywhere on earth; without either there is none.</summary>
    private static CaseLocation? Place(CsvValues values, out LineFault? fault)
    {
        var (longitude, latitude) = (values.Optional("longitude"), values.Optional("latitude"));
        fault = null;
        if (longitude is null && latitude is null) return null;
        if (Degrees(longitude, 180) is { } x && Degrees(latitude, 90) is { } y) return new(x, y);
        fault = CaseFaults.Coordinate($"{longitude}, {latitude}");
        return null;
    }

    private static double? Degrees(string? text, double most) =>
        double.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var degrees) && Math.Abs(degrees) <= most
            ? degrees
            : null;
}

/// <summary>Why a line of a log of cases was left out.</summary>
internal static class CaseFaults
{
    public static LineFault Unit(string code) => new("import.unknown-unit", new(
        $"没有代码为“{code}”的单位", $"There is no unit '{code}'"));

    public static LineFault Kind(string code) => new("import.unknown-kind", new(
        $"没有代码为“{code}”的案件类别", $"There is no case kind '{code}'"));

    public static LineFault Coordinate(string text) => new("import.bad-coordinate", new(
        $"坐标无法读取：“{text}”", $"The coordinate cannot be read: '{text}'"));
}

using NodaTime;
using SmartCity.Host.Shared;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>Addresses of the lists behind figures of cases.</summary>
internal static class CaseLists
{
    /// <summary>The list of the cases behind a figure, as of the moment.</summary>
    public static string Href(
        Instant at, Instant from, Instant to, string? unit, string? town, string figure, bool counted)
    {
        static string Word(string? text) => Uri.EscapeDataString(text!);
        return $"/api/v1/grid-cases/figures/cases?figure={figure}&part={(counted ? "counted" : "of")}"
            + (unit is null ? "" : "&unit=" + Word(unit)) + (town is null ? "" : "&town=" + Word(town))
            + $"&from={Word(BeijingInstantJson.Text(from))}&to={Word(BeijingInstantJson.Text(to))}&asOf={Word(BeijingInstantJson.Text(at))}";
    }
}

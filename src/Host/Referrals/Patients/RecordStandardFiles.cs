using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>Residents by whom coverage is measured, from a day on, and who says so.</summary>
internal sealed record ResidentFigure(LocalDate ValidFrom, int Residents, string Source);

/// <summary>The file of those figures: a setting of the district.</summary>
internal sealed record ResidentFile(string Note, IReadOnlyList<ResidentFigure> Figures)
{
    /// <summary>The newest figure of a day; the first one for a day before it.</summary>
    public ResidentFigure On(LocalDate day)
    {
        var ordered = Figures.OrderBy(figure => figure.ValidFrom).ToList();
        return ordered.LastOrDefault(figure => figure.ValidFrom <= day) ?? ordered[0];
    }
}

/// <summary>What the folder <c>health</c> of the catalogue holds.</summary>
internal static class RecordStandardFiles
{
    /// <summary>Every version of what a standard record must hold.</summary>
    public static RecordStandards Standards(string catalog) => new(Directory
        .EnumerateFiles(Path.Combine(catalog, "health"), "record-standard.*.json").Order(StringComparer.Ordinal)
        .Select(file => Parsed(file, RecordStandard.Parse)).ToList());

    public static ResidentFile Residents(string catalog) =>
        Parsed(Path.Combine(catalog, "health", "residents.json"), CatalogueJson.Parse<ResidentFile>);

    private static T Parsed<T>(string file, Func<string, T> parse)
    {
        try
        {
            return parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}

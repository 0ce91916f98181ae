using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>What a section of a record holds: text by the code of its field. Personal data.</summary>
public sealed record SectionContent(IReadOnlyDictionary<string, string> Fields);

/// <summary>A section as it was last written.</summary>
/// <param name="Content">Null once erased.</param>
public sealed record RecordSection(
    string Code, IReadOnlyDictionary<string, string>? Content, IReadOnlyList<string> Filled, LocalDate On, string Standard, string Unit);

/// <param name="Required">Whether a standard record must hold it.</param>
public sealed record StandardField(string Code, LocalizedText Name, bool Required);

/// <param name="MaxAgeMonths">How long what was written counts, in months; null where it does not age.</param>
public sealed record StandardSection(string Code, LocalizedText Name, IReadOnlyList<StandardField> Fields, int? MaxAgeMonths = null);

/// <summary>How far a record is what the standard asks (档案完整度).</summary>
/// <param name="Standard">The version of the rule that says so.</param>
/// <param name="Percent">Required fields that are there and count, of all; rounded down.</param>
/// <param name="Missing">Those that are not, as <c>section.field</c>.</param>
/// <param name="Until">The last day on which it is complete; null where it does not age, or is not complete.</param>
public sealed record Completeness(string Standard, int Percent, bool Complete, IReadOnlyList<string> Missing, LocalDate? Until);

/// <summary>What a standard health record must hold (规范化健康档案标准), with the days on which that holds.</summary>
/// <param name="Sections">The section <c>basic</c> is filled by the patient's own details.</param>
public sealed record RecordStandard(
    string Code, int Version, LocalizedText Name, string Source, LocalDate ValidFrom, LocalDate? ValidTo, IReadOnlyList<StandardSection> Sections)
{
    public string Key => $"{Code}.v{Version}";

    /// <exception cref="FormatException">It is malformed, names a section twice, or has nothing that is required.</exception>
    public static RecordStandard Parse(string json)
    {
        var standard = CatalogueJson.Parse<RecordStandard>(json);
        if (standard.Sections.Select(s => s.Code).Distinct().Count() != standard.Sections.Count) throw new FormatException("A section stands twice.");
        if (standard.Sections.All(s => s.Code != DetailFields.Section)) throw new FormatException($"The section '{DetailFields.Section}' is missing.");
        return standard;
    }

    public StandardSection? Section(string code) => Sections.FirstOrDefault(section => section.Code == code);

    /// <summary>Out of what is known to be filled, and not of what it says: it is the same after an erasure.</summary>
    /// <param name="day">On which age counts; null where it does not.</param>
    public Completeness Measure(Patient patient, LocalDate? day)
    {
        var required = Sections.SelectMany(section => section.Fields.Where(f => f.Required).Select(field => (Section: section, Field: field))).ToList();
        var missing = required.Where(r => !Holds(patient, r.Section, r.Field, day)).Select(r => $"{r.Section.Code}.{r.Field.Code}").ToList();
        var complete = missing.Count == 0;
        var ends = Sections.Where(s => s.MaxAgeMonths is not null && s.Fields.Any(f => f.Required) && patient.Sections.ContainsKey(s.Code))
            .Select(s => patient.Sections[s.Code].On.PlusMonths(s.MaxAgeMonths!.Value)).ToList();
        return new(Key, (required.Count - missing.Count) * 100 / required.Count, complete, missing, complete && ends.Count > 0 ? ends.Min() : null);
    }

    private static bool Holds(Patient patient, StandardSection section, StandardField field, LocalDate? day)
    {
        if (section.Code == DetailFields.Section) return patient.Known.Contains(field.Code);
        return patient.Sections.GetValueOrDefault(section.Code) is { } written && written.Filled.Contains(field.Code)
            && !(day is { } today && section.MaxAgeMonths is { } months && written.On.PlusMonths(months) < today);
    }
}

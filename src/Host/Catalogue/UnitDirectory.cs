using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Catalogue;

/// <summary>A unit (单位) of the district: a bureau, a window, a town or a subdistrict.</summary>
internal sealed record Unit(
    string Code, LocalizedText Name, string Kind, string? Parent = null, LocalDate? ValidFrom = null, LocalDate? ValidTo = null);

/// <summary>The units of the district as <c>catalog/units.json</c> has them.</summary>
internal sealed class UnitDirectory
{
    private static readonly JsonSerializerOptions Json =
        new JsonSerializerOptions(JsonSerializerDefaults.Web).ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    private readonly Dictionary<string, Unit> _units;

    private UnitDirectory(IEnumerable<Unit> units) => _units = units.ToDictionary(u => u.Code);

    public IReadOnlyCollection<Unit> All => _units.Values;

    public static UnitDirectory Read(string folder) =>
        new(JsonSerializer.Deserialize<UnitFile>(File.ReadAllText(Path.Combine(folder, "units.json")), Json)!.Units);

    public bool Knows(string code) => _units.ContainsKey(code);

    /// <summary>The unit; null where it is not listed.</summary>
    public Unit? Find(string code) => _units.GetValueOrDefault(code);

    /// <summary>
    /// Whether matters can be given to the unit: a bureau, a town; not the district itself, a window, a centre or a health
    /// institution.
    /// </summary>
    public bool Handles(string code) =>
        _units.GetValueOrDefault(code) is { Kind: not ("district" or "hall" or "centre") } && !IsHealthInstitution(code);

    /// <summary>A hospital, a community health centre or a station of one (医疗卫生机构).</summary>
    public bool IsHealthInstitution(string code) =>
        _units.GetValueOrDefault(code)?.Kind is "hospital" or "health-centre" or "health-station";

    /// <summary>The unit's name; its code where it is not listed.</summary>
    public LocalizedText Name(string code) => _units.GetValueOrDefault(code)?.Name ?? new(code, code);

    private sealed record UnitFile(IReadOnlyList<Unit> Units);
}

/// <summary>The units over HTTP.</summary>
internal static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder api) =>
        api.MapGet("/units", List).RequireAuthorization(Identity.Rights.ReadCatalogue).WithTags("Catalogue")
            .WithSummary("The units of the district, by code");

    private static Page<Unit> List(UnitDirectory units, int? limit, string? cursor)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, text => units.Knows(text) ? text : null) ?? "";
        var page = units.All.Where(u => string.CompareOrdinal(u.Code, after) > 0)
            .OrderBy(u => u.Code, StringComparer.Ordinal).Take(size + 1).ToList();
        return Paging.Of(page, size, unit => unit, unit => unit.Code);
    }
}

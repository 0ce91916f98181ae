using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using SmartCity.Domain.Shared;

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

    /// <summary>The unit's name; its code where it is not listed.</summary>
    public LocalizedText Name(string code) => _units.GetValueOrDefault(code)?.Name ?? new(code, code);

    private sealed record UnitFile(IReadOnlyList<Unit> Units);
}

/// <summary>The units over HTTP.</summary>
internal static class UnitEndpoints
{
    public static void MapUnits(this IEndpointRouteBuilder api) =>
        api.MapGet("/units", (UnitDirectory units) => Results.Ok(new { Items = units.All, NextCursor = (string?)null }))
            .RequireAuthorization(Identity.Rights.ReadCatalogue).WithTags("Catalogue").WithSummary("The units of the district");
}

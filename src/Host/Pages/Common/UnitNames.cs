using System.Collections.Frozen;
using System.Text.Json;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Pages.Common;

/// <summary>The names of the district's units (单位), from <c>catalog/units.json</c>; an unknown code stands for itself, as does
/// every code where a catalogue names no units.</summary>
internal sealed class UnitNames
{
    private readonly FrozenDictionary<string, LocalizedText> _names;

    public UnitNames(IdentitySettings settings)
    {
        var path = Path.Combine(settings.CatalogFolder, "units.json");
        using var file = JsonDocument.Parse(File.Exists(path) ? File.ReadAllText(path) : """{"units":[]}""");
        _names = file.RootElement.GetProperty("units").EnumerateArray()
            .DistinctBy(unit => unit.GetProperty("code").GetString())
            .ToFrozenDictionary(unit => unit.GetProperty("code").GetString()!, Name);
    }

    public LocalizedText this[string code] => _names.GetValueOrDefault(code) ?? new(code, code);

    private static LocalizedText Name(JsonElement unit)
    {
        var name = unit.GetProperty("name");
        var zh = name.GetProperty("zh").GetString()!;
        return new(zh, name.TryGetProperty("en", out var en) ? en.GetString() ?? zh : zh);
    }
}

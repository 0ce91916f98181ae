using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Host.Pages.Common;

namespace SmartCity.Host.Supervision;

/// <summary>What codes on boards are called.</summary>
internal sealed class SupervisionWords(IEnumerable<IMatterWords> kinds, UnitDirectory units)
{
    public static IReadOnlyList<string> Lights { get; } = ["green", "yellow", "red"];

    public static LocalizedText NoTown { get; } = new("无属地", "No town");

    public LocalizedText Kind(string kind) => kinds.FirstOrDefault(k => k.Kind == kind)?.KindName ?? new(kind, kind);

    public LocalizedText Unit(string code) => units.Name(code);

    public static LocalizedText Stage(string stage) => Words.Stage(stage);

    public static LocalizedText Light(string light) => Words.Light(light);
}

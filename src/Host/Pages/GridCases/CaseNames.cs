using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>The words of city cases that only the pages need.</summary>
internal static class CaseNames
{
    public static LocalizedText Severity(int severity) => severity switch
    {
        Severities.Danger => new("1 危及生命", "1 danger to life"),
        Severities.Supply => new("2 影响基本生活", "2 supply of a household"),
        Severities.Ordinary => new("3 一般", "3 ordinary"),
        _ => new("4 复杂", "4 complex"),
    };

    /// <summary>I is the highest.</summary>
    public static LocalizedText Level(int level) => level switch
    {
        1 => new("Ⅰ级（特别重大）", "Level I"),
        2 => new("Ⅱ级（重大）", "Level II"),
        3 => new("Ⅲ级（较大）", "Level III"),
        _ => new("Ⅳ级（一般）", "Level IV"),
    };
}

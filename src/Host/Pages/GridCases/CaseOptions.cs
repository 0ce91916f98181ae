using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Pages.Forms;
using SmartCity.Host.Pages.Matters;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>The lists that forms of city cases choose from: units that handle, kinds in force today.</summary>
internal sealed class CaseOptions(UnitDirectory units, CaseRulebook rules, IClock clock) : IFormOptions
{
    public string Kind => GridCase.MatterKind;

    public IReadOnlyDictionary<string, IReadOnlyList<FieldOption>> Options(Matter matter, FormAnswers answers)
    {
        var reported = (GridCase)matter;
        if (reported.KindCode is { } kind) answers.Set("kind", kind);
        return new Dictionary<string, IReadOnlyList<FieldOption>>
        {
            ["units"] = [.. units.All.Where(u => units.Handles(u.Code)).Select(u => new FieldOption(u.Code, u.Name))],
            ["case-kinds"] = [.. rules.Kinds.InForce(CaseRulebook.DayOf(clock.GetCurrentInstant())).SelectMany(d => d.Kinds).Select(k => new FieldOption(k.Code, new($"{k.Name.Zh}（{k.Code}）", $"{k.Name.En} ({k.Code})")))],
        };
    }
}

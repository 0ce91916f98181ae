using System.Text.Json;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Host.Approvals;

/// <summary>One material of an item; <paramref name="Tolerated"/> means that it may be handed in after acceptance.</summary>
internal sealed record MaterialView(string Code, LocalizedText Name, bool Required, bool Tolerated);

/// <summary>An item of the catalogue as clients see it. Days are in the unit of the limits beside them.</summary>
internal sealed record ItemView(
    string Code, int Version, LocalizedText Name, string Kind, string Unit, IReadOnlyList<string> ReviewUnits,
    int StatutoryDays, int PromisedDays, TimeLimit Statutory, TimeLimit Promised, IReadOnlyList<LegalBasis> Basis,
    IReadOnlyList<MaterialView> Materials, JsonElement FormSchema, string Process)
{
    public static ItemView Of(ApprovalItem item) => new(
        item.Code, item.Version, item.Name, item.Kind, item.Unit, item.ReviewUnits, item.Statutory.Amount,
        item.Promised.Amount, item.Statutory, item.Promised, item.Basis,
        [.. item.Materials.Select(m => new MaterialView(m.Code, m.Name, m.Required, m.Tolerated))],
        item.FormSchema, item.Process);
}

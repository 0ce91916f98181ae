using System.Text.Json;
using SmartCity.Projections.GridCases.Imports;

namespace SmartCity.Host.Verbs;

/// <summary>What became of the service requests: what went in this time, what was odd, and what is there now.</summary>
/// <param name="Fits">How many requests have the same kind here, a near one, or none that is like it.</param>
internal sealed record DemoCasesOutcome(
    string Source, double Seconds, int Lines, int Matters, int Extended, int Events, int Known, int ErrorCount,
    JsonElement Errors, RequestOddities Odd, IReadOnlyDictionary<string, int> Fits, CaseImportFigures Figures,
    IReadOnlyList<UnitName> Units);

/// <summary>A unit's name in both languages.</summary>
internal sealed record UnitName(string Code, string Zh, string En);

/// <summary>The shipped service requests, through the public API.</summary>
internal static class DemoCases
{
    public static async Task<DemoCasesOutcome> Import(VerbClient client)
    {
        var requests = ServiceRequests.Read();
        using var content = DemoUpload.Csv(requests.Body);
        var done = await DemoUpload.Send(
            client, $"api/v1/grid-cases/import?source={ServiceRequests.Source}", content, requests.Count,
            "导入案件 Importing service requests");
        var figures = await client.Get<CaseImportFigures>($"api/v1/grid-cases/imports/{ServiceRequests.Source}")
            ?? throw new VerbFailedException("not one line of the file could be taken");
        var said = done.Said;
        return new(
            ServiceRequests.Source, done.Seconds, said.Lines, said.Matters, said.Extended, said.Events, said.Known,
            done.ErrorCount, done.Errors, requests.Oddities, requests.Fits, figures,
            await Names(client, figures));
    }

    private static async Task<IReadOnlyList<UnitName>> Names(VerbClient client, CaseImportFigures figures)
    {
        async Task<Dictionary<string, string>> In(string language) =>
            (await client.Get<UnitList>("api/v1/units?limit=200", language))!.Items.ToDictionary(unit => unit.Code, unit => unit.Name);
        var (zh, en) = (await In("zh-CN"), await In("en"));
        return [.. figures.Units.Select(u => new UnitName(u.Unit, zh[u.Unit], en[u.Unit]))];
    }

    private sealed record UnitList(IReadOnlyList<UnitItem> Items);

    private sealed record UnitItem(string Code, string Name);
}

using System.Text.Json;
using SmartCity.Domain.Approvals;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Approvals;
using SmartCity.Workflows;

namespace SmartCity.Host.Approvals;

/// <summary>The items (政务服务事项) under <c>catalog/approval-items</c>.</summary>
internal sealed class ApprovalItemFiles(ItemCatalogue items, ProcessRegistry processes, UnitDirectory units) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        await items.Refresh(stop);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "approval-items"), "*.json").Order(StringComparer.Ordinal))
        {
            var item = Parse(file);
            if (processes.Latest(item.Process) is null) throw CatalogueFiles.Refused(file, $"there is no process '{item.Process}'");
            if (item.ReviewUnits.Append(item.Unit).Append(item.IntakeUnit).FirstOrDefault(u => !units.Knows(u)) is { } unknown)
                throw CatalogueFiles.Refused(file, $"there is no unit '{unknown}'");
            if (items.Knows(item)) continue;
            if (await items.Publish(item, stop) is { } refusal) throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
        }
    }

    private static ApprovalItem Parse(string file)
    {
        try
        {
            return ApprovalItemFile.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}

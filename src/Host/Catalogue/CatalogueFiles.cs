using System.Text.Json;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Catalogue;

/// <summary>
/// Publishes what stands under <c>catalog/</c>, once for each version: calendars, items. Files that break a rule stop
/// the start with a sentence that names them.
/// </summary>
internal sealed partial class CatalogueFiles(
    string folder, CalendarPublications calendar, ItemCatalogue items, ProcessRegistry processes, ILogger<CatalogueFiles> log)
{
    public async Task Publish(CancellationToken stop)
    {
        await calendar.Begin(CalendarFile.Parse(Read("calendars/holidays.json")), stop);
        await items.Refresh(stop);
        var published = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "approval-items"), "*.json").Order(StringComparer.Ordinal))
        {
            var item = Parse(file);
            if (processes.Latest(item.Process) is null) throw Refused(file, $"there is no process '{item.Process}'");
            if (items.Knows(item)) continue;
            if (await items.Publish(item, stop) is { } refusal) throw Refused(file, refusal.Sentence.ToString());
            published++;
        }
        LogPublished(published, items.Count, processes.All.Count);
    }

    private static ApprovalItem Parse(string file)
    {
        try
        {
            return ApprovalItemFile.Parse(File.ReadAllText(file));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw Refused(file, e.Message);
        }
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(folder, file));

    private static StartRefusedException Refused(string file, string why) =>
        new(new LocalizedText($"目录文件 {Path.GetFileName(file)} 不能发布：{why}", $"The catalogue file {Path.GetFileName(file)} cannot be published: {why}"));

    [LoggerMessage(LogLevel.Information, "Catalogue: {Published} items newly published, {Items} items and {Processes} processes in all.")]
    private partial void LogPublished(int published, int items, int processes);
}

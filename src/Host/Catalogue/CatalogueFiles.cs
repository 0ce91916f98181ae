using System.Text.Json;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
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
    string folder, CalendarPublications calendar, ItemCatalogue items, ProcessRegistry processes, UnitDirectory units,
    ProcessPublications publications, ILogger<CatalogueFiles> log)
{
    public async Task Publish(CancellationToken stop)
    {
        await calendar.Begin(CalendarFile.Parse(Read("calendars/holidays.json")), stop);
        await PublishProcesses(stop);
        await items.Refresh(stop);
        var published = 0;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(folder, "approval-items"), "*.json").Order(StringComparer.Ordinal))
        {
            var item = Parse(file);
            if (processes.Latest(item.Process) is null) throw Refused(file, $"there is no process '{item.Process}'");
            if (item.ReviewUnits.Append(item.Unit).Append(item.IntakeUnit).FirstOrDefault(u => !units.Knows(u)) is { } unknown)
                throw Refused(file, $"there is no unit '{unknown}'");
            if (items.Knows(item)) continue;
            if (await items.Publish(item, stop) is { } refusal) throw Refused(file, refusal.Sentence.ToString());
            published++;
        }
        LogPublished(published, items.Count, processes.All.Count);
    }

    /// <summary>
    /// What was published once stays as it was, with its forms; what is new is published. A file that differs from what
    /// was published under its version is refused.
    /// </summary>
    private async Task PublishProcesses(CancellationToken stop)
    {
        var published = (await publications.All(stop)).ToDictionary(p => p.Process);
        var added = new List<ProcessPublished>();
        foreach (var process in processes.All)
        {
            if (!published.TryGetValue(process.Key, out var known)) added.Add(new(process.Key, process.Xml, process.Forms));
            else if (known.Xml != process.Xml || !known.Forms.OrderBy(f => f.Key).SequenceEqual(process.Forms.OrderBy(f => f.Key)))
                throw Refused(process.File, $"{process.Key} or one of its forms differs from what was published; give it a new version");
        }
        if (added.Count > 0) await publications.Add(added, stop);
        foreach (var process in published.Values.Where(p => processes.Find(p.Process) is null))
            if (processes.Add(new($"{process.Process}.bpmn", process.Xml), process.Forms) is [var error, ..])
                throw Refused(error.File, error.Cause.ToString());
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

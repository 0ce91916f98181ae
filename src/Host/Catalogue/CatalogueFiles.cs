using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Catalogue;

/// <summary>The files of the catalogue that one capability brings, such as its items.</summary>
internal interface ICatalogueSource
{
    /// <summary>Publishes what is new under the folder, and takes over what was published before.</summary>
    /// <exception cref="StartRefusedException">A file breaks a rule; <see cref="CatalogueFiles.Refused"/> names it.</exception>
    Task Publish(string folder, CancellationToken stop);
}

/// <summary>
/// Publishes what stands under <c>catalog/</c>, once for each version: calendars, processes, and what the capabilities
/// bring. Files that break a rule stop the start with a sentence that names them.
/// </summary>
internal sealed partial class CatalogueFiles(
    string folder, CalendarPublications calendar, ProcessRegistry processes, ProcessPublications publications,
    IEnumerable<ICatalogueSource> sources, ILogger<CatalogueFiles> log)
{
    public async Task Publish(CancellationToken stop)
    {
        await calendar.Begin(CalendarFile.Parse(File.ReadAllText(Path.Combine(folder, "calendars", "holidays.json"))), stop);
        await PublishProcesses(stop);
        foreach (var source in sources) await source.Publish(folder, stop);
        LogPublished(processes.All.Count);
    }

    /// <summary>What is said of a file that cannot be published.</summary>
    public static StartRefusedException Refused(string file, string why) =>
        new(new LocalizedText($"目录文件 {Path.GetFileName(file)} 不能发布：{why}", $"The catalogue file {Path.GetFileName(file)} cannot be published: {why}"));

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

    [LoggerMessage(LogLevel.Information, "Catalogue: {Processes} processes, calendars, items and rules are published.")]
    private partial void LogPublished(int processes);
}

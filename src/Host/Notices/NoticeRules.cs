using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Notices;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Notices;

/// <summary>Words and channels of notices as <c>catalog/notices</c> has them.</summary>
internal sealed record NoticeRules(NoticeTemplates Templates, NoticePlan Plan)
{
    private const string ChannelsFile = "channels.json";

    /// <exception cref="StartRefusedException">A file breaks a rule.</exception>
    public static NoticeRules Load(string catalogue, IEnumerable<INotifies> kinds)
    {
        var folder = Path.Combine(catalogue, "notices");
        var occasions = kinds.SelectMany(kind => kind.Occasions).ToList();
        var templates = Directory.EnumerateFiles(folder, "templates.v*.json").Order(StringComparer.Ordinal)
            .Select(file => Read(file, CatalogueJson.Parse<NoticeTemplateFile>)).ToList();
        return new(
            Read(Path.Combine(folder, "templates.v*.json"), _ => new NoticeTemplates(templates, occasions), exists: false),
            Read(Path.Combine(folder, ChannelsFile), json => new NoticePlan(CatalogueJson.Parse<NoticePlanFile>(json), occasions)));
    }

    private static T Read<T>(string file, Func<string, T> read, bool exists = true)
    {
        try
        {
            return read(exists ? File.ReadAllText(file) : "");
        }
        catch (Exception e) when (e is FormatException or IOException)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}

/// <summary>Checks before the first request that there are words for every notice today.</summary>
internal sealed class NoticeFiles(NoticeRules rules, IClock clock) : ICatalogueSource
{
    public Task Publish(string folder, CancellationToken stop) =>
        rules.Templates.InForce(clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date)
            ? Task.CompletedTask
            : throw new StartRefusedException(new("没有今天有效的通知模板。", "No version of the notices' templates is in force today."));
}

using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Notices;

/// <summary>One version of all templates (通知模板), with the days on which it is in force.</summary>
/// <param name="ValidTo">The last day; null for as long as no later version begins.</param>
public sealed record NoticeTemplateFile(
    int Version, LocalDate ValidFrom, LocalizedText Source, IReadOnlyList<NoticeTemplate> Templates, LocalDate? ValidTo = null);

/// <summary>All versions of the templates.</summary>
public sealed class NoticeTemplates
{
    private readonly IReadOnlyList<NoticeTemplateFile> _newestFirst;

    /// <exception cref="FormatException">
    /// A version stands twice, an occasion is unknown or has two templates, a name in braces is unknown, a version leaves an
    /// occasion out, or there are days between two versions: nothing is ever not told because its words are missing.
    /// </exception>
    public NoticeTemplates(IReadOnlyList<NoticeTemplateFile> files, IReadOnlyList<NoticeOccasion> occasions)
    {
        if (files.Count == 0) throw new FormatException("There are no templates.");
        if (files.GroupBy(f => f.Version).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FormatException($"Version {twice.Key} stands twice.");
        foreach (var file in files) Check(file, occasions);
        CheckDays([.. files.OrderBy(f => f.ValidFrom)]);
        _newestFirst = [.. files.OrderByDescending(f => f.ValidFrom).ThenByDescending(f => f.Version)];
    }

    /// <summary>
    /// The template of the day and its name with version, such as <c>approval.accepted@1</c>. Where none is in force, that of
    /// the newest version that began, before the first that of the first: who is to be told is told.
    /// </summary>
    public (NoticeTemplate Template, string Name) Find(NoticeOccasion occasion, LocalDate day)
    {
        var file = _newestFirst.FirstOrDefault(file => InForce(file, day)) ?? _newestFirst.FirstOrDefault(file => file.ValidFrom <= day)
            ?? _newestFirst[^1];
        return (file.Templates.First(t => t.Occasion == occasion.Code && t.Audience == occasion.Audience),
            $"{occasion.Code}@{file.Version}");
    }

    /// <summary>Whether some version is in force on the day.</summary>
    public bool InForce(LocalDate day) => _newestFirst.Any(file => InForce(file, day));

    private static bool InForce(NoticeTemplateFile file, LocalDate day) =>
        file.ValidFrom <= day && (file.ValidTo is not { } last || day <= last);

    private static void CheckDays(IReadOnlyList<NoticeTemplateFile> oldestFirst)
    {
        var known = oldestFirst[0].ValidTo;
        foreach (var file in oldestFirst.Skip(1))
        {
            if (known is { } last && file.ValidFrom > last.PlusDays(1))
                throw new FormatException($"Between {last:uuuu-MM-dd} and {file.ValidFrom:uuuu-MM-dd} no version is in force.");
            known = known is { } end && file.ValidTo is { } later ? LocalDate.Max(end, later) : null;
        }
    }

    private static void Check(NoticeTemplateFile file, IReadOnlyList<NoticeOccasion> occasions)
    {
        foreach (var template in file.Templates)
        {
            var where = $"version {file.Version}, {template.Occasion} for {template.Audience}";
            var occasion = occasions.FirstOrDefault(o => o.Code == template.Occasion && o.Audience == template.Audience)
                ?? throw new FormatException($"{where}: no such occasion.");
            var known = NoticeOccasion.Common.Concat(occasion.Placeholders);
            if (template.Placeholders().Except(known).FirstOrDefault() is { } unknown)
                throw new FormatException($"{where}: nothing is known of {{{unknown}}}.");
            if (new[] { template.Title.Zh, template.Title.En, template.Text.Zh, template.Text.En }.Any(string.IsNullOrWhiteSpace))
                throw new FormatException($"{where}: a text is empty.");
        }
        var templates = file.Templates.Select(t => (t.Occasion, t.Audience)).ToList();
        if (templates.GroupBy(t => t).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FormatException($"version {file.Version}: {twice.Key.Occasion} for {twice.Key.Audience} stands twice.");
        if (occasions.FirstOrDefault(o => !templates.Contains((o.Code, o.Audience))) is { } missing)
            throw new FormatException($"version {file.Version}: {missing.Code} for {missing.Audience} is missing.");
    }
}

using SmartCity.Application.Shared;
using SmartCity.Domain.Notices;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Notices;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Notices;

/// <summary>
/// Writes the notices that a change calls for: what the kinds say, in the words of the day, over the channels that are set up.
/// The same change makes the same notices.
/// </summary>
internal sealed partial class NoticeWriter(
    IEnumerable<INotifies> kinds, NoticeRules rules, NoticeRecipients recipients, NoticeSettings settings, UnitDirectory units,
    IEnumerable<IMatterWords> words, ILogger<NoticeWriter> log)
{
    private readonly IReadOnlyList<INotifies> _kinds = [.. kinds];
    private readonly IReadOnlyDictionary<string, LocalizedText> _names = words.ToDictionary(kind => kind.Kind, kind => kind.KindName);

    public IEnumerable<NoticeRow> RowsOf(MatterChange change)
    {
        var matter = change.After;
        if (!matter.Listed) return [];
        var happening = new Happening(change.Before, matter, [.. change.Events.Select(MatterFold.Recorded)]);
        var own = _kinds.FirstOrDefault(kind => kind.Kind == matter.Kind);
        var calls = _kinds.Where(kind => kind.Kind is null || kind == own).SelectMany(kind => kind.Of(happening));
        return Joined(calls).SelectMany(call => RowsOf(call, change, own));
    }

    /// <summary>What two calls tell the same unit at once is one notice for the roles of both.</summary>
    private static IEnumerable<NoticeCall> Joined(IEnumerable<NoticeCall> calls) =>
        from call in calls
        group call by (call.Occasion.Code, call.Occasion.Audience, call.Occurrence, call.To?.Unit, call.To?.Account) into same
        let first = same.First()
        select first.To is null ? first : first with { To = first.To with { Roles = [.. same.SelectMany(c => c.To!.Roles).Distinct()] } };

    private IEnumerable<NoticeRow> RowsOf(NoticeCall call, MatterChange change, INotifies? own)
    {
        var (matter, at, audience) = (change.After, change.RecordedAt, call.Occasion.Audience);
        var day = at.InZone(WorkingCalendar.Zone).Date;
        var (template, name) = rules.Templates.Find(call.Occasion, day);
        if (!rules.Templates.InForce(day)) LogNotInForce(name, day);
        var kind = _names.GetValueOrDefault(matter.Kind) ?? NoticeValues.Same(matter.Kind);
        var values = new Dictionary<string, LocalizedText>(call.Values)
        {
            ["number"] = NoticeValues.Same(matter.Number),
            ["kind"] = kind,
            ["title"] = matter.About,
            ["unit"] = units.Name(matter.Unit),
            ["day"] = NoticeValues.Day(day),
        };
        var (title, text) = template.Render(values);
        var roles = call.To?.Roles ?? [];
        var urgent = rules.Plan.IsUrgent(audience, own?.EmergencyLevel(matter), roles);
        foreach (var (channel, recipient) in Ways(call, matter))
        {
            var isOwn = NoticeChannels.IsOwn(channel);
            var due = isOwn ? at : rules.Plan.Next(audience, urgent, at);
            yield return new(
                StreamIds.Of($"notice/{matter.Id:N}/{call.Occasion.Code}/{call.Occurrence}/{audience}/{channel}/{recipient}/{call.To?.Unit}/{call.To?.Account}"),
                matter.Id, matter.Number, matter.Kind, call.Occasion.Code, call.Occurrence, audience, channel, recipient, call.To?.Unit,
                roles, call.To?.Account, title.Zh, title.En, text.Zh, text.En, name, urgent, change.Sequence, at, due,
                isOwn ? NoticeRow.Sent : due > at ? NoticeRow.Held : NoticeRow.Waiting, isOwn ? at : null);
        }
    }

    /// <summary>The channels that reach somebody, and on those that reach one citizen at a time each of them.</summary>
    private IEnumerable<(string Channel, int Recipient)> Ways(NoticeCall call, Matter matter)
    {
        var citizens = call.To is null ? recipients.Citizens(matter).Count : 0;
        return
            from channel in rules.Plan.Channels(call.Occasion)
            where settings.Serves(channel)
            let times = channel switch
            {
                NoticeChannels.MessageCentre => Math.Min(citizens, 1),
                NoticeChannels.Email => recipients.Addresses(call.To!).Count > 0 ? 1 : 0,
                NoticeChannels.Inbox or NoticeChannels.StaffWebhook => 1,
                _ => citizens,
            }
            from recipient in Enumerable.Range(0, times)
            select (channel, recipient);
    }

    [LoggerMessage(LogLevel.Error, "No version of the notices' templates is in force on {Day}; a notice was written by {Template}.")]
    private partial void LogNotInForce(string template, NodaTime.LocalDate day);
}

using System.Text.Json;
using System.Text.Json.Nodes;
using JasperFx.Events;
using NodaTime;
using Npgsql;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Shared;

/// <summary>A matter with what its kind shows of it to this reader.</summary>
internal sealed record MatterRead(Matter Matter, object Facts);

/// <summary>One event of a matter as people see it.</summary>
internal sealed record TimelineItem(
    long Sequence, long Version, string Type, Instant At, Instant RecordedAt, string Actor, string Unit, string Channel,
    LocalizedText Summary, JsonNode? Data);

/// <summary>
/// Whoever guards what a stream holds of persons (<see cref="Matter.Persons"/>): asked before it is shown in clear, whether or not
/// the reader works on the matter. What it answers, it records.
/// </summary>
internal interface IGuardsPersons
{
    /// <summary>Whether the reader may see what the matter holds of its persons; true for a matter that holds nothing of any.</summary>
    Task<bool> Admits(Actor actor, Matter matter, string what, CancellationToken stop);

    /// <summary>Records a reading that two others agreed on (an auditor's release), before anything is shown.</summary>
    Task NoteReleased(Actor actor, Matter matter, CancellationToken stop);
}

/// <summary>
/// Reads matters for people and programs: only what they may know of, personal data in clear only for those who work on
/// it, and each such reading recorded.
/// </summary>
internal sealed class MatterDesk(
    MatterReader reader, IEnumerable<IMatterFacts> kinds, MatterWords words, IEnumerable<IGuardsPersons> guards, NpgsqlDataSource source,
    IClock clock)
{
    public async Task<Matter?> Visible(Actor actor, Guid id, CancellationToken stop) =>
        await reader.Find(id, null, null, stop) is { } matter && Sight.Sees(actor, matter) ? matter : null;

    public async Task<MatterRead?> Read(HttpContext http, Guid id, long? version, Instant? asOf, CancellationToken stop)
    {
        var actor = http.Actor();
        // Who may see the matter now may see what it was.
        if (await Visible(actor, id, stop) is not { } now) return null;
        if (version is null && asOf is null) return await Show(actor, now, stop);
        if (await reader.Find(id, version, asOf, stop) is not { } then || then.Version < version) return null;
        // Who needs personal data now needs what it was; who needed it then does not any more.
        return Show(then, await MayRead(actor, now, "facts", stop));
    }

    /// <summary>What the reader gets of the matter; a reading of personal data in clear is recorded first.</summary>
    public async Task<MatterRead> Show(Actor actor, Matter matter, CancellationToken stop) =>
        Show(matter, await MayRead(actor, matter, "facts", stop));

    /// <summary>Records that somebody reads the matter in clear by a release, where each person it is about can see it.</summary>
    public async Task NoteReleased(Actor actor, Matter matter, CancellationToken stop)
    {
        foreach (var guard in guards) await guard.NoteReleased(actor, matter, stop);
        await RecordReading(actor, matter, "audit", stop);
    }

    /// <summary>Whether the reader gets personal data of the matter in clear; if so, the reading is recorded.</summary>
    public async Task<bool> MayRead(Actor actor, Matter matter, string what, CancellationToken stop)
    {
        if (!Sight.NeedsPersonalData(actor, matter)) return false;
        foreach (var guard in guards)
            if (!await guard.Admits(actor, matter, what, stop)) return false;
        await RecordReading(actor, matter, what, stop);
        return true;
    }

    private MatterRead Show(Matter matter, bool clear) => new(matter, Kind(matter).Show(matter, clear));

    public async Task<IReadOnlyList<TimelineItem>?> Timeline(Actor actor, Guid id, CancellationToken stop)
    {
        if (await Visible(actor, id, stop) is not { } matter) return null;
        var clear = await MayRead(actor, matter, "timeline", stop);
        var kind = Kind(matter);
        string[] personal = [.. kind.People, .. kind.Hidden];
        return [.. (await reader.Events(id, null, null, stop)).Select(e => Item(e, personal, clear))];
    }

    private IMatterFacts Kind(Matter matter) => kinds.First(k => k.Kind == matter.Kind);

    private TimelineItem Item(IEvent e, IReadOnlyList<string> people, bool clear) => new(
        e.Sequence, e.Version, e.Data.GetType().Name, MatterFold.OccurredAt(e), Instant.FromDateTimeOffset(e.Timestamp),
        Header(e, EventHeaders.Actor), Header(e, EventHeaders.Unit), Header(e, EventHeaders.Channel), words.Event(e.Data),
        PersonalData.Masked(
            JsonSerializer.SerializeToNode(e.Data, e.Data.GetType(), clear ? ApiJson.Options : ApiJson.Closed), people, clear));

    private static string Header(IEvent e, string name) => e.GetHeader(name)?.ToString() ?? "";

    /// <summary>Notes who read what personal data of which matter, and when.</summary>
    private async Task RecordReading(Actor actor, Matter matter, string what, CancellationToken stop)
    {
        await using var write = source.CreateCommand(
            "insert into desk.personal_data_reads (at, matter_id, actor, unit, what) values ($1, $2, $3, $4, $5)");
        foreach (var value in new object[] { clock.GetCurrentInstant(), matter.Id, actor.Id, actor.Unit, what })
            write.Parameters.Add(new() { Value = value });
        await write.ExecuteNonQueryAsync(stop);
    }
}

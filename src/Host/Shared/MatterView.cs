using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Shared;

/// <summary>What one kind of matter adds to the view that all kinds share.</summary>
internal interface IMatterFacts
{
    string Kind { get; }

    /// <summary>The fields of its events in which a person stands, as an object with name, idNumber or phone.</summary>
    IReadOnlyList<string> People { get; }

    /// <summary>The fields of its events that are a person's words or name, as text: hidden whole.</summary>
    IReadOnlyList<string> Hidden => [];

    /// <summary>Its own facts. Personal data is in clear only where <paramref name="clear"/> says so, else masked.</summary>
    object Show(Matter matter, bool clear);
}

/// <summary>A matter as clients see it, now or as it was.</summary>
internal sealed record MatterView(
    Guid Id, string Number, string Kind, LocalizedText Title, string Stage, string Status, long Version, string Unit,
    string IntakeUnit, string Channel, Instant OpenedAt, Instant? ArchivedAt, IReadOnlyList<ClockReading> Clocks,
    IReadOnlyList<TaskView> OpenTasks, string? Process, int? ProcessVersion, IReadOnlyList<string> Tokens, object Facts)
{
    public static MatterView Of(
        Matter matter, object facts, Instant at, WorkingCalendar calendar, ProcessRegistry processes,
        MatterWords words) => new(
        matter.Id, matter.Number, matter.Kind, matter.Title, matter.Stage, matter.Status, matter.Version, matter.Unit,
        matter.IntakeUnit, matter.Channel, matter.OpenedAt, matter.ArchivedAt,
        [.. matter.Clocks.Values.OrderBy(c => c.StartedAt).ThenBy(c => c.Name, StringComparer.Ordinal)
            .Select(c => ClockReader.Read(c, at, calendar))],
        [.. ReadModelRows.Of(matter).Tasks.OrderBy(t => t.OpenedAt).Select(t => TaskView.Of(t, processes, words, at))],
        matter.Process?.Key.Definition, matter.Process?.Key.Version,
        [.. (matter.Process?.Tokens.Values ?? []).Select(t => t.Element).Distinct().Order(StringComparer.Ordinal)], facts);
}

/// <summary>One matter in a list.</summary>
internal sealed record MatterLine(
    Guid Id, string Number, string Kind, LocalizedText Title, string Stage, string Status, string Unit, string IntakeUnit,
    string Channel, Instant OpenedAt, Instant? ArchivedAt, Instant? DueAt, string Light)
{
    public static MatterLine Of(MatterRow row, Instant now) => new(
        row.Id, row.Number, row.Kind, new(row.TitleZh, row.TitleEn), row.Stage, row.Status, row.Unit, row.IntakeUnit,
        row.Channel, row.OpenedAt, row.ArchivedAt, row.DueAt, row.Light ?? Lights.Of(row.DueAt, row.WarnAt, now));
}

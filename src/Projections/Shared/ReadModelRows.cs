using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Projections.Shared;

/// <summary>One open work item in the task inbox (待办), table <c>read.tasks</c>; column names are the properties'.</summary>
public sealed record TaskRow(
    Guid Id, Guid MatterId, string MatterNumber, string MatterKind, string TitleZh, string TitleEn, string Definition,
    int ProcessVersion, string Element, string? Instance, string Stage, string Unit, string Role, string? ClaimedBy,
    Instant OpenedAt, Instant? DueAt, Instant? WarnAt, long Version);

/// <summary>One matter in lists and counts, table <c>read.matters</c>.</summary>
public sealed record MatterRow(
    Guid Id, string Number, string Kind, string TitleZh, string TitleEn, string Stage, string Status, string Unit,
    string IntakeUnit, string[] Units, string Channel, Instant OpenedAt, Instant? ArchivedAt, Instant? DueAt,
    Instant? WarnAt, string? Light)
{
    /// <summary>Rows are equal when their columns are; an array compares by its items.</summary>
    public bool Equals(MatterRow? other) =>
        other is not null && Units.AsSpan().SequenceEqual(other.Units) && this with { Units = [] } is var a
        && EqualityContract == other.EqualityContract && a.Same(other with { Units = a.Units });

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, Stage, Status, DueAt);

    private bool Same(MatterRow o) =>
        (Id, Number, Kind, TitleZh, TitleEn, Stage, Status) == (o.Id, o.Number, o.Kind, o.TitleZh, o.TitleEn, o.Stage, o.Status)
        && (Unit, IntakeUnit, Channel, OpenedAt, ArchivedAt, DueAt, WarnAt) == (o.Unit, o.IntakeUnit, o.Channel, o.OpenedAt, o.ArchivedAt, o.DueAt, o.WarnAt)
        && Light == o.Light;
}

/// <summary>One moment at which something becomes due in a matter, table <c>read.deadlines</c>.</summary>
public sealed record DeadlineRow(Guid MatterId, string Timer, Instant DueAt);

/// <summary>An attachment and a matter that it hangs on, table <c>read.attachments</c>.</summary>
public sealed record AttachmentRow(Guid AttachmentId, Guid MatterId);

/// <summary>A person and a stream that holds something of them, table <c>read.person_streams</c>.</summary>
/// <param name="TreatedBy">Institutions that treat the person in it, in order.</param>
/// <param name="EndedAt">When it came to its end; null while it runs.</param>
/// <param name="Erased">Whether the stream says that they are erased.</param>
public sealed record PersonRow(Guid Person, Guid MatterId, string[] TreatedBy, Instant? EndedAt, bool Erased)
{
    /// <summary>Rows are equal when their columns are; an array compares by its items.</summary>
    public bool Equals(PersonRow? other) =>
        other is not null && TreatedBy.AsSpan().SequenceEqual(other.TreatedBy)
        && (Person, MatterId, EndedAt, Erased) == (other.Person, other.MatterId, other.EndedAt, other.Erased);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Person, MatterId, EndedAt, Erased);
}

/// <summary>
/// The inline read models of one matter: rows that are a pure function of its state. So what is written at a command
/// and what a rebuild writes can only be the same.
/// </summary>
public sealed record ReadModelRows(
    MatterRow? Matter, IReadOnlyList<TaskRow> Tasks, IReadOnlyList<DeadlineRow> Deadlines,
    IReadOnlyList<AttachmentRow> Attachments, IReadOnlyList<PersonRow> Persons)
{
    public static ReadModelRows None { get; } = new(null, [], [], [], []);

    public static ReadModelRows Of(Matter? matter) => matter is null
        ? None
        : new(matter.Listed ? MatterRowOf(matter) : null, [.. TasksOf(matter)], [.. DeadlinesOf(matter)],
            [.. matter.Attachments.Distinct().Select(id => new AttachmentRow(id, matter.Id))], [.. PersonsOf(matter)]);

    private static MatterRow MatterRowOf(Matter m)
    {
        var governing = GoverningClock(m);
        return new(
            m.Id, m.Number, m.Kind, m.Title.Zh, m.Title.En, m.Stage, m.Status, m.Unit, m.IntakeUnit,
            [.. m.Units.Order(StringComparer.Ordinal)], m.Channel, m.OpenedAt, m.ArchivedAt,
            governing is { State: ClockState.Running } ? governing.DueAt : null,
            m.Clocks.Values.Where(c => c.State == ClockState.Running).Min(c => (Instant?)c.WarnAt),
            m.Clocks.Values.Any(c => c.Breached) ? "red" : null);
    }

    /// <summary>The running clock that is due first speaks for the matter in lists.</summary>
    private static Clock? GoverningClock(Matter m) =>
        m.Clocks.Values.Where(c => c.State == ClockState.Running).MinBy(c => c.DueAt);

    private static IEnumerable<TaskRow> TasksOf(Matter m)
    {
        if (m.Process is not { } process) yield break;
        foreach (var item in process.WorkItems.Values)
        {
            var clock = m.Clocks.GetValueOrDefault(ClockNames.Step(item.Id));
            yield return new(
                item.Id, m.Id, m.Number, m.Kind, m.Title.Zh, m.Title.En, process.Key.Definition, process.Key.Version,
                item.Element, item.Instance, item.Stage, item.Unit, item.Role, item.ClaimedBy, item.OpenedAt,
                clock?.DueAt ?? item.DueAt, clock?.WarnAt, m.TaskVersions.GetValueOrDefault(item.Id, m.Version));
        }
    }

    private static IEnumerable<PersonRow> PersonsOf(Matter m)
    {
        string[] treatedBy = [.. m.TreatedBy.Distinct().Order(StringComparer.Ordinal)];
        return m.Persons.Distinct().Select(person => new PersonRow(person, m.Id, treatedBy, m.ArchivedAt, m.ErasedPersons.Contains(person)));
    }

    private static IEnumerable<DeadlineRow> DeadlinesOf(Matter m)
    {
        foreach (var (timer, dueAt) in m.Timers) yield return new(m.Id, DeadlineNames.Own(timer), dueAt);
        foreach (var timer in m.Process?.Timers.Values ?? [])
            yield return new(m.Id, DeadlineNames.Process(timer.Id), timer.DueAt);
        foreach (var clock in m.Clocks.Values.Where(c => c.State == ClockState.Running))
        {
            // A clock that starts in the past (acceptance by silence counts from the receipt) may be due before it was known.
            var known = m.ClocksChangedAt.GetValueOrDefault(clock.Name, clock.StartedAt);
            if (!clock.Warned && !clock.Breached)
                yield return new(m.Id, DeadlineNames.Warning(clock.Name), Instant.Max(clock.WarnAt, known));
            if (!clock.Breached) yield return new(m.Id, DeadlineNames.Breach(clock.Name), Instant.Max(clock.DueAt, known));
        }
    }
}

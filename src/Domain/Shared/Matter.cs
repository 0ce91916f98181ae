using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Domain.Shared;

/// <summary>
/// A matter (事项办件): anything the district must finish for somebody, folded from its own stream. Facts, process
/// state and clocks are one state because they are one stream. Capabilities derive their own kind.
/// </summary>
public abstract record Matter
{
    public required Guid Id { get; init; }

    /// <summary>Number for people, such as <c>DX-AP-20261122-000123</c>.</summary>
    public required string Number { get; init; }

    /// <summary>Kind of matter: <c>approval</c>, <c>grid-case</c> …</summary>
    public required string Kind { get; init; }

    /// <summary>Short title for those who handle it; in some kinds whoever opened it wrote it.</summary>
    public required LocalizedText Title { get; init; }

    /// <summary>
    /// What it is about, in words of the catalogue: it stands in notices, cards and lists of supervision, where no text that
    /// a person wrote about it belongs.
    /// </summary>
    public virtual LocalizedText About => Title;

    /// <summary>Code of the unit that answers for the matter (责任单位).</summary>
    public required string Unit { get; init; }

    /// <summary>Code of the unit whose window took it in (受理单位).</summary>
    public required string IntakeUnit { get; init; }

    /// <summary>Through which it came: <c>window</c>, <c>web</c> …</summary>
    public required string Channel { get; init; }

    public required Instant OpenedAt { get; init; }

    /// <summary>When the matter reached its archive. Terminal, unless its kind knows a reopening.</summary>
    public Instant? ArchivedAt { get; init; }

    /// <summary>Version of the stream this state was folded from.</summary>
    public long Version { get; init; }

    /// <summary>The capability's own status word, such as <c>accepted</c>.</summary>
    public abstract string Status { get; }

    /// <summary>Where it stands in its process; null for a matter that was imported finished.</summary>
    public ProcessState? Process { get; init; }

    /// <summary>Its clocks by name.</summary>
    public ImmutableDictionary<string, Clock> Clocks { get; init; } = ImmutableDictionary<string, Clock>.Empty;

    /// <summary>When each clock was last started, resumed or moved: nothing that it leads to happened before.</summary>
    public ImmutableDictionary<string, Instant> ClocksChangedAt { get; init; } = ImmutableDictionary<string, Instant>.Empty;

    /// <summary>The clocks that ever ran out, by name: when, and whose they were then.</summary>
    public ImmutableDictionary<string, LateClock> LateClocks { get; init; } = ImmutableDictionary<string, LateClock>.Empty;

    /// <summary>Every unit that has or had a part in it: those may read it.</summary>
    public ImmutableHashSet<string> Units { get; init; } = [];

    /// <summary>The attachments that hang on it: who may read the matter may read them.</summary>
    public virtual IEnumerable<Guid> Attachments => [];

    /// <summary>
    /// Whose personal data stands sealed in its stream, by their keys (涉及个人). They stay when it is erased: that is how it
    /// is known where it stood.
    /// </summary>
    public virtual IEnumerable<Guid> Persons => [];

    /// <summary>Institutions that treat those persons in it (诊疗机构): they may read of them while it runs, and for a while after.</summary>
    public virtual IEnumerable<string> TreatedBy => [];

    /// <summary>Those of <see cref="Persons"/> whose personal data was erased.</summary>
    public ImmutableHashSet<Guid> ErasedPersons { get; init; } = [];

    /// <summary>For each open work item the version of the stream at which it last changed: what its If-Match is about.</summary>
    public ImmutableDictionary<Guid, long> TaskVersions { get; init; } = ImmutableDictionary<Guid, long>.Empty;

    /// <summary>Whether it stands in the lists and counts of matters: false for what nobody must finish.</summary>
    public virtual bool Listed => true;

    /// <summary>What becomes due in it beside its process and clocks, by names of its own kind.</summary>
    public virtual IEnumerable<(string Timer, Instant DueAt)> Timers => [];

    /// <summary>What supervision counts of it.</summary>
    public virtual Performance Performance => new();

    /// <summary>What came of asking for whom it is done what they think of it; null where nobody was asked.</summary>
    public virtual Review? Reviewed => null;

    /// <summary>Why what was said of it is not published; null while it may be.</summary>
    public ReviewWithheld? Withheld { get; init; }

    /// <summary>The last release of what was written in a review; null while there is none.</summary>
    public ReviewReleased? Released { get; init; }

    /// <summary>
    /// The versions of rules that it was taken in under, or that were decided for it since (适用规则): they hold for whatever is
    /// decided in it and names none of its own. Its process is told by <see cref="Process"/>.
    /// </summary>
    public virtual IEnumerable<AppliedRule> GovernedBy => [];

    /// <summary>
    /// Clocks, and elements of the process, whose time is the applicant's or the party's own (补正期限, 缴款期限 …): no unit is
    /// late when one of them runs out.
    /// </summary>
    public virtual IReadOnlySet<string> TheirClocks => ImmutableHashSet<string>.Empty;

    /// <summary>Whether the time of a clock is the applicant's or the party's own.</summary>
    /// <param name="element">Id of the task whose clock it is; null for a clock of the matter itself.</param>
    public bool IsTheirs(string clock, string? element) => TheirClocks.Contains(element ?? clock);

    /// <summary>The clocks that count for a unit now.</summary>
    public IEnumerable<Clock> RunningForUnits
    {
        get
        {
            var elements = Process?.WorkItems.Values.ToDictionary(item => ClockNames.Step(item.Id), item => item.Element);
            return Clocks.Values.Where(clock =>
                clock.State == ClockState.Running && !IsTheirs(clock.Name, elements?.GetValueOrDefault(clock.Name)));
        }
    }

    /// <summary>The clocks of units that ever ran out, as they did.</summary>
    public IEnumerable<KeyValuePair<string, LateClock>> LateForUnits =>
        LateClocks.Where(late => !IsTheirs(late.Key, late.Value.Element));

    /// <summary>What did not go as it should, so far; nothing is ever taken off. The unit may be another one later.</summary>
    public virtual IEnumerable<Deviation> Deviations => Deviation.OfClocks(this);

    /// <summary>One of <c>intake, analysis, dispatch, handling, evaluation, archive</c>.</summary>
    public virtual string Stage => ArchivedAt is not null ? Stages.Archive : Process?.Stage ?? Stages.Intake;

    /// <summary>
    /// The part of the fold that all kinds share: process and clock events, units that get a task, the version.
    /// Total: an event of the capability only moves the version.
    /// </summary>
    protected TMatter EvolveShared<TMatter>(Recorded e) where TMatter : Matter => (TMatter)(e.Data switch
    {
        var data when ProcessState.IsProcessEvent(data) => EvolveProcess(data, e.Version),
        var data when Clock.IsClockEvent(data) => this with
        {
            Clocks = EvolveClocks(data),
            ClocksChangedAt = ClocksChangedAt.SetItem(Clock.NameOf(data)!, e.OccurredAt),
            LateClocks = data is ClockBreached late && !LateClocks.ContainsKey(late.Clock)
                ? LateClocks.Add(late.Clock, LateClock.Of(this, late)) : LateClocks,
            Version = e.Version,
        },
        ReviewWithheld withheld => this with { Withheld = withheld, Version = e.Version },
        ReviewReleased released => this with { Released = released, Version = e.Version },
        PersonErased erased => Without(erased.Person) with
        {
            ErasedPersons = ErasedPersons.Add(erased.Person),
            Version = e.Version,
        },
        _ => this with { Version = e.Version },
    });

    /// <summary>
    /// The same, without what it knows of the person. Whoever folds the stream later finds nothing there anyway; a kind that
    /// seals something forgets it here, for states that are in memory already.
    /// </summary>
    protected virtual Matter Without(Guid person) => this;

    private Matter EvolveProcess(object data, long version)
    {
        var process = ProcessState.Evolve(Process, data);
        var changed = process?.WorkItems.Values
            .Where(item => Process?.WorkItems.GetValueOrDefault(item.Id) != item).Select(item => item.Id) ?? [];
        var gone = TaskVersions.Keys.Where(id => process?.WorkItems.ContainsKey(id) != true);
        return this with
        {
            Process = process,
            TaskVersions = TaskVersions.RemoveRange(gone).SetItems(changed.Select(id => KeyValuePair.Create(id, version))),
            Units = data is ProcessAdvanced { Opened: { Count: > 0 } opened } ? Units.Union(opened.Select(i => i.Unit)) : Units,
            Version = version,
        };
    }

    private ImmutableDictionary<string, Clock> EvolveClocks(object data) =>
        Clock.NameOf(data) is { } name && Clock.Evolve(Clocks.GetValueOrDefault(name), data) is { } clock
            ? Clocks.SetItem(name, clock)
            : Clocks;
}

/// <summary>The six stages of every matter, in order.</summary>
public static class Stages
{
    public const string Intake = "intake", Analysis = "analysis", Dispatch = "dispatch",
        Handling = "handling", Evaluation = "evaluation", Archive = "archive";

    public static IReadOnlyList<string> All { get; } = [Intake, Analysis, Dispatch, Handling, Evaluation, Archive];
}

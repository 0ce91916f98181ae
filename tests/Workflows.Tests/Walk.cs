using System.Text.Json;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Workflows.Tests;

/// <summary>Drives one process through an engine, keeps its events, and folds its state from nothing but them.</summary>
internal sealed class Walk(IWorkflowEngine engine, ProcessKey process, ProcessFacts facts)
{
    private static readonly JsonSerializerOptions Json =
        new JsonSerializerOptions(JsonSerializerDefaults.Web).ConfigureForNodaTime(DateTimeZoneProviders.Tzdb);

    private readonly List<object> _events = [];
    private int _ids;

    public static Instant Begin { get; } = Instant.FromUtc(2026, 3, 2, 1, 0);

    public ProcessFacts Facts { get; set; } = facts;

    public Instant Now { get; set; } = Begin;

    public IReadOnlyList<object> Events => _events;

    public ProcessState State { get; private set; } = new() { Key = process };

    public ProcessAdvanced Last => _events.OfType<ProcessAdvanced>().Last();

    private EngineContext Context => new(
        Now, () => new(++_ids, 0, 0, new byte[8]), (limit, from) => from + Duration.FromDays(limit[1..^1].Length == 0 ? 1
            : int.Parse(limit[1..^1], System.Globalization.CultureInfo.InvariantCulture)));

    public void Start()
    {
        _events.Clear();
        Keep(engine.Start(process, Facts, Context), null);
    }

    /// <summary>False when the state says it is over.</summary>
    public bool Send(ProcessSignal signal)
    {
        if (engine.Advance(State, signal, Facts, Context) is not { } advanced)
            return false;
        Keep(advanced, State);
        return true;
    }

    /// <summary>Forgets the state and folds it again from the events as they are stored.</summary>
    public void StopAndReplay() =>
        State = _events.Aggregate((ProcessState?)null, (state, e) => ProcessState.Evolve(state, Stored(e)))!;

    public IReadOnlyList<ServiceCall> Services => engine.PendingServices(State);

    /// <summary>The state as text, the same for equal states.</summary>
    public static string Text(ProcessState state) => JsonSerializer.Serialize(
        new
        {
            state.Key,
            Tokens = state.Tokens.Values.OrderBy(x => x.Id, StringComparer.Ordinal),
            Scopes = state.Scopes.Values.OrderBy(x => x.Id, StringComparer.Ordinal),
            WorkItems = state.WorkItems.Values.OrderBy(x => x.Id),
            Timers = state.Timers.Values.OrderBy(x => x.Id, StringComparer.Ordinal),
            Messages = state.Messages.Values.OrderBy(x => x.Id, StringComparer.Ordinal),
            state.Stage,
            state.Ended,
            state.LastId,
        },
        Json);

    public void Add(object @event) => Keep(@event, State);

    private void Keep(object e, ProcessState? before)
    {
        _events.Add(e);
        State = ProcessState.Evolve(before, e)!;
    }

    private static object Stored(object e) =>
        JsonSerializer.Deserialize(JsonSerializer.Serialize(e, e.GetType(), Json), e.GetType(), Json)!;
}

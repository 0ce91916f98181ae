using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.Shared;

/// <summary>
/// The one way a matter moves: the facts of its capability, then its process as far as it goes, then the clocks of the
/// tasks that this opened and closed. Pure: state in, events or refusal out.
/// </summary>
public sealed class MatterProgress(IWorkflowEngine engine, ITaskForms forms, IEnumerable<IMatterKind> kinds)
{
    private readonly IReadOnlyList<IMatterKind> _kinds = [.. kinds];

    /// <summary>Opens a matter: its first facts, then its process to the first rest.</summary>
    public Decision Open(string kind, Decision facts, ProcessKey process, StepContext context)
    {
        if (facts.Refusal is not null) return facts;
        var run = new Run(engine, KindOf(kind), null, context);
        run.Record(facts.Events);
        run.Start(process);
        return Decision.Of(run.Events);
    }

    /// <summary>A person completes a work item that they have claimed.</summary>
    public Decision Complete(Matter matter, Guid workItem, string outcome, JsonElement form, StepContext context)
    {
        if (WorkItemDecider.NotCompletable(matter.Process, workItem, context.Actor) is { } refusal) return refusal;
        var item = matter.Process!.WorkItems[workItem];
        if (forms.Check(matter.Process.Key, item.Element, outcome, form) is { } unfit) return unfit;

        var run = new Run(engine, KindOf(matter.Kind), matter, context);
        var facts = run.Kind.Complete(matter, item, outcome, form, context);
        if (facts.Refusal is not null) return facts;
        run.Record(facts.Events);
        run.Advance(new WorkItemCompleted(item.Id, outcome, context.Actor.Id));
        return Decision.Of(run.Events);
    }

    /// <summary>Gives a completed work item back to who completed it; its clock starts anew, those of what followed stop.</summary>
    public Decision Reopen(Matter matter, Guid workItem, string reason, StepContext context)
    {
        var decision = WorkItemDecider.Reopen(matter.Process, workItem, context.Actor, reason);
        if (decision.Events is not [WorkItemReopened reopened]) return decision;
        var item = matter.Process!.LastCompletion!.Before.WorkItems[workItem];
        var kind = KindOf(matter.Kind);
        if (!kind.MayReopen(item)) return new TaskCannotReopen();

        var run = new Run(engine, kind, matter, context);
        run.Record(decision.Events);
        foreach (var withdrawn in reopened.Withdrawn) run.StopClock(withdrawn);
        run.StartClock(item);
        return Decision.Of(run.Events);
    }

    /// <summary>Facts that the process waits for as a message, or need not know of when nothing in it waits.</summary>
    public Decision Receive(Matter matter, Decision facts, string message, StepContext context)
    {
        if (facts.Refusal is not null || facts.Events.Count == 0) return facts;
        var run = new Run(engine, KindOf(matter.Kind), matter, context);
        run.Record(facts.Events);
        run.Advance(new MessageReceived(message));
        return Decision.Of(run.Events);
    }

    /// <summary>Something became due. The state decides whether it still means anything.</summary>
    public Decision Elapse(Matter? matter, string deadline, StepContext context)
    {
        if (matter is null) return Decision.Nothing;
        var run = new Run(engine, KindOf(matter.Kind), matter, context);
        var (kind, of) = DeadlineNames.Parse(deadline);
        switch (kind)
        {
            case DeadlineKind.Process:
                run.Advance(new TimerElapsed(of));
                break;
            case DeadlineKind.Warning when matter.Clocks.GetValueOrDefault(of) is { } clock:
                run.Record(ClockDecider.Warn(clock, context.Now));
                break;
            case DeadlineKind.Breach when matter.Clocks.GetValueOrDefault(of) is { } clock:
                run.Record(ClockDecider.Breach(clock, context.Now));
                break;
            case DeadlineKind.Own:
                return run.Kind.Elapse(matter, of, context);
        }
        return Decision.Of(run.Events);
    }

    /// <summary>The calendar changed: open clocks, timers and limits of tasks move; what is closed stays.</summary>
    public static Decision Recompute(Matter? matter, StepContext context)
    {
        if (matter is null || matter.ArchivedAt is not null) return Decision.Nothing;
        var events = matter.Clocks.Values.SelectMany(clock => ClockDecider.Recompute(clock, context.Calendar)).ToList();
        Instant Due(string limit, Instant from) => context.Calendar.Due(TimeLimit.Parse(limit), from).At;
        var timers = matter.Process?.Timers.Values
            .Select(t => (t.Id, t.DueAt, Moved: Due(t.Limit, t.ArmedAt))).Where(t => t.Moved != t.DueAt)
            .ToDictionary(t => t.Id, t => t.Moved) ?? [];
        var items = matter.Process?.WorkItems.Values.Where(i => i.Limit is not null)
            .Select(i => (i.Id, i.DueAt, Moved: Due(i.Limit!, i.OpenedAt))).Where(i => i.Moved != i.DueAt)
            .ToDictionary(i => i.Id, i => i.Moved) ?? [];
        if (timers.Count + items.Count > 0) events.Add(new TimersRescheduled(timers, items, context.Calendar.Version));
        return Decision.Of(events);
    }

    private IMatterKind KindOf(string kind) => _kinds.First(k => k.Kind == kind);

    private sealed class Run(IWorkflowEngine engine, IMatterKind kind, Matter? matter, StepContext context)
    {
        private readonly List<object> _events = [];
        private Matter? _matter = matter;

        public IMatterKind Kind => kind;

        public IReadOnlyList<object> Events => _events;

        private Matter Matter => _matter ?? throw new InvalidOperationException($"No {kind.Kind} was opened.");

        private ProcessState Process => Matter.Process!;

        private ProcessFacts Facts => kind.Facts(Matter);

        private EngineContext Engine => new(
            context.Now, context.NewId, (limit, from) => context.Calendar.Due(TimeLimit.Parse(limit), from).At);

        public void Record(IEnumerable<object> events)
        {
            foreach (var e in events)
            {
                _events.Add(e);
                _matter = kind.Evolve(_matter, new(e, (_matter?.Version ?? 0) + 1, context.Now, context.Actor.Id));
            }
        }

        public void Start(ProcessKey process) => Step(engine.Start(process, Facts, Engine));

        public void Advance(ProcessSignal signal)
        {
            if (_matter?.Process is null) return;
            if (engine.Advance(Process, signal, Facts, Engine) is { } step) Step(step);
        }

        public void StartClock(WorkItem item)
        {
            if (item.Limit is { } limit)
                Record(ClockDecider.Start(ClockNames.Step(item.Id), TimeLimit.Parse(limit), context.Now, context.Calendar));
        }

        public void StopClock(Guid workItem)
        {
            if (Matter.Clocks.GetValueOrDefault(ClockNames.Step(workItem)) is { } clock)
                Record(ClockDecider.Stop(clock, context.Now));
        }

        private void Step(ProcessAdvanced step)
        {
            Record([step]);
            foreach (var closed in step.Closed) StopClock(closed.WorkItem);
            foreach (var opened in step.Opened) StartClock(opened);

            if (engine.PendingServices(Process) is not [var call, ..]) return;
            var served = kind.Serve(Matter, call.Service, context);
            if (served.Refusal is { } refusal)
                throw new ProcessFaultException(Process.Key, call.Element, $"service '{call.Service}' refused: {refusal.Code}");
            Record(served.Events);
            Advance(new ServiceCompleted(call.TokenId));
        }
    }
}

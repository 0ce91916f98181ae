using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Runtime;

/// <summary>The runtime of this house behind the seam: it looks definitions up and takes one step at a time.</summary>
public sealed class ProcessEngine(ProcessRegistry registry) : IWorkflowEngine
{
    public ProcessAdvanced Start(ProcessKey process, ProcessFacts facts, EngineContext context)
    {
        var definition = Definition(process);
        var start = definition.Body.Start!;
        var run = new ProcessRun(definition, new() { Key = process }, facts, context);
        run.Enter(start, new("", start.Id, ProcessScope.Root));
        return run.Settle(new(ProcessCauseKind.Started, start.Id));
    }

    public ProcessAdvanced? Advance(
        ProcessState state, ProcessSignal signal, ProcessFacts facts, EngineContext context)
    {
        if (state.Ended)
            return null;
        return signal switch
        {
            WorkItemCompleted e when state.WorkItems.TryGetValue(e.WorkItem, out var item) =>
                Run(state, facts, context, run => run.Complete(state.Tokens[item.Token], e.Outcome),
                    new(ProcessCauseKind.WorkItemCompleted, item.Element, e.WorkItem.ToString(), e.Outcome, e.By)),
            TimerElapsed e when state.Timers.TryGetValue(e.TimerId, out var timer) =>
                Run(state, facts, context, run => run.Happen(timer.Element, state.Tokens[timer.Token], timer.Id),
                    new(ProcessCauseKind.TimerElapsed, timer.Element, timer.Id)),
            MessageReceived e when Waiting(state, e.Name) is { Count: > 0 } waiting =>
                Run(state, facts, context, run => Deliver(run, state, waiting),
                    new(ProcessCauseKind.MessageReceived, waiting[0].Element, e.Name)),
            ServiceCompleted e when state.Tokens.TryGetValue(e.TokenId, out var token) && token.Service is not null =>
                Run(state, facts, context, run => run.Leave(token),
                    new(ProcessCauseKind.ServiceCompleted, token.Element, token.Id)),
            _ => null,
        };
    }

    public IReadOnlyList<ServiceCall> PendingServices(ProcessState state)
    {
        List<ServiceCall>? calls = null;
        foreach (var token in state.Tokens.Values)
        {
            if (token.Service is not null)
                (calls ??= []).Add(new(token.Id, token.Element, token.Service));
        }

        calls?.Sort((a, b) => Working.Age(a.TokenId, b.TokenId));
        return calls ?? (IReadOnlyList<ServiceCall>)[];
    }

    public Decision Migrate(
        ProcessState state, ProcessKey to, IReadOnlyDictionary<string, string> elements, string by) =>
        registry.Find(to) is { } definition
            ? Migration.Decide(state, Definition(state.Key), definition, elements, by)
            : new ProcessCannotMigrate("", new($"没有流程版本 {to}。", $"There is no process {to}."));

    private ProcessAdvanced Run(
        ProcessState state, ProcessFacts facts, EngineContext context, Action<ProcessRun> move, ProcessCause cause)
    {
        var run = new ProcessRun(Definition(state.Key), state, facts, context);
        move(run);
        return run.Settle(cause);
    }

    private static List<MessageSubscription> Waiting(ProcessState state, string message)
    {
        var waiting = state.Messages.Values.Where(x => x.Message == message).ToList();
        waiting.Sort((a, b) => Working.Age(a.Token, b.Token));
        return waiting;
    }

    private static void Deliver(ProcessRun run, ProcessState state, List<MessageSubscription> waiting)
    {
        foreach (var subscription in waiting.Where(run.StillWaits))
            run.Happen(subscription.Element, state.Tokens[subscription.Token], timer: null);
    }

    private ProcessDefinition Definition(ProcessKey key) =>
        registry.Find(key) ?? throw new ProcessFaultException(key, "", "this process is not published");
}

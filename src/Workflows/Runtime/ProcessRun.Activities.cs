using System.Globalization;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Runtime;

/// <summary>User tasks, sub-processes, and both of them many times at once.</summary>
internal sealed partial class ProcessRun
{
    private void Begin(Activity activity, ProcessToken carrier)
    {
        var values = activity.Multi is null ? null : ValuesOf(activity, activity.Multi, carrier);
        if (values is { Count: 0 })
        {
            Follow(activity.Outgoing[0], carrier with { Outcomes = [] });
            return;
        }

        var token = Rest(activity, carrier);
        foreach (var boundary in activity.Boundary)
            Wait(boundary, boundary.Trigger, token, needed: false);
        if (values is null)
        {
            Perform(activity, token);
            return;
        }

        var scope = Open(activity, token) with { Instances = values.Count };
        _now.Scopes.Put(scope);
        foreach (var value in values)
            Perform(activity, Rest(activity, carrier with { Scope = scope.Id }, x => x with { Instance = value }));
    }

    private void Perform(Activity activity, ProcessToken token)
    {
        if (activity is SubProcess inner)
            Enter(inner.Body.Start!, token with { Scope = Open(activity, token).Id, Instance = null });
        else
            OpenWorkItem((UserTask)activity, token);
    }

    private ProcessScope Open(Activity activity, ProcessToken token)
    {
        var scope = new ProcessScope(_now.NextId("s"), token.Scope, activity.Id, token.Id);
        _now.Scopes.Put(scope);
        return scope;
    }

    private void OpenWorkItem(UserTask task, ProcessToken token)
    {
        var seen = Seen(token);
        var limit = task.Limit?.In(seen);
        _now.WorkItems.Put(new(
            context.NewId(),
            task.Id,
            task.Role.In(seen) ?? throw Fault(task, $"the facts give no role for '{task.Role}'"),
            task.Unit.In(seen) ?? throw Fault(task, $"the facts give no unit for '{task.Unit}'"),
            _now.Stage ?? Stages.Intake,
            WorkItemStatus.Open,
            ClaimedBy: null,
            seen.NearestInstance(),
            context.Now,
            limit is null ? null : context.DueAt(limit, context.Now),
            limit)
        {
            Token = token.Id,
        });
    }

    /// <summary>An activity, or one instance of it, is done; its token is removed already.</summary>
    private void Done(ProcessToken token)
    {
        if (token.Instance is null)
        {
            Follow(Node(token).Outgoing[0], token);
            return;
        }

        var scope = _now.Scopes.Now[token.Scope];
        scope = scope with { Outcomes = [.. scope.Outcomes, token.Outcome ?? ""], LastOutcome = token.Outcome };
        _now.Scopes.Put(scope);
        var multi = ((Activity)Node(token)).Multi!;
        if (multi.Completion?.Holds(new RunVariables(definition, _now, facts, token) { Counting = scope }) != true)
            return;
        foreach (var other in _now.In(scope.Id))
            _now.Remove(other);
    }

    /// <summary>Closes one scope in which nothing stands any more; false when there is none.</summary>
    private bool CloseScope()
    {
        while (_now.Touched.Count > 0)
        {
            var id = _now.Touched[^1];
            _now.Touched.RemoveAt(_now.Touched.Count - 1);
            if (!_now.Scopes.Now.TryGetValue(id, out var scope) || !_now.IsEmpty(id))
                continue;
            var owner = _now.Tokens.Now[scope.Token];
            _now.Scopes.Remove(id);
            _now.Remove(owner);
            if (scope.Instances > 0)
                Follow(Node(owner).Outgoing[0], owner with { Outcome = scope.LastOutcome, Outcomes = scope.Outcomes });
            else
                Done(owner with { Outcome = scope.LastOutcome });
            return true;
        }

        return false;
    }

    private List<string> ValuesOf(Activity activity, MultiInstance multi, ProcessToken carrier) =>
        multi.Collection.Evaluate(Seen(carrier)) is IReadOnlyList<object?> list
            ? [.. list.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")]
            : throw Fault(activity, $"the facts hold no list '{multi.Collection}'");
}

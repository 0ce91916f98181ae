using System.Globalization;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Workflows.Runtime;

/// <summary>The state of a process while one step is taken; the step's event is what has changed at the end.</summary>
internal sealed class Working(ProcessState before)
{
    private readonly List<WorkItemClosed> _closed = [];
    private int _lastId = before.LastId;

    public Tracked<string, ProcessToken> Tokens { get; } = new(before.Tokens, token => token.Id);

    public Tracked<string, ProcessScope> Scopes { get; } = new(before.Scopes, scope => scope.Id);

    public Tracked<Guid, WorkItem> WorkItems { get; } = new(before.WorkItems, item => item.Id);

    public Tracked<string, ArmedTimer> Timers { get; } = new(before.Timers, timer => timer.Id);

    public Tracked<string, MessageSubscription> Messages { get; } = new(before.Messages, waiting => waiting.Id);

    public List<string> Path { get; } = [];

    public List<BranchTaken> Branches { get; } = [];

    /// <summary>The stage the matter is in.</summary>
    public string? Stage { get; set; } = before.Stage;

    /// <summary>Scopes in which something came to an end, oldest first.</summary>
    public List<string> Touched { get; } = [];

    public string NextId(string prefix) => prefix + (++_lastId).ToString(CultureInfo.InvariantCulture);

    /// <summary>Tokens of the scope, oldest first.</summary>
    public IReadOnlyList<ProcessToken> In(string scope)
    {
        var found = new List<ProcessToken>();
        foreach (var token in Tokens.Now.Values)
        {
            if (token.Scope == scope)
                found.Add(token);
        }

        found.Sort(ByAge);
        return found;
    }

    public bool IsEmpty(string scope)
    {
        foreach (var token in Tokens.Now.Values)
        {
            if (token.Scope == scope)
                return false;
        }

        return true;
    }

    /// <summary>Takes the token away, with all that hangs on it: work item, timers, messages, scopes within.</summary>
    public void Remove(ProcessToken token, bool completed = false)
    {
        Tokens.Remove(token.Id);
        Touched.Add(token.Scope);
        foreach (var item in WorkItems.Now.Values.Where(item => item.Token == token.Id).ToList())
            Close(item, completed);
        foreach (var timer in Timers.Now.Values.Where(timer => timer.Token == token.Id).ToList())
            Timers.Remove(timer.Id);
        foreach (var waiting in Messages.Now.Values.Where(waiting => waiting.Token == token.Id).ToList())
            Messages.Remove(waiting.Id);
        foreach (var scope in Scopes.Now.Values.Where(scope => scope.Token == token.Id).ToList())
        {
            Scopes.Remove(scope.Id);
            foreach (var inner in In(scope.Id))
                Remove(inner);
        }
    }

    public ProcessAdvanced Event(ProcessCause cause) => new(before.Key, cause)
    {
        Path = Path,
        Branches = Branches,
        Consumed = Tokens.Gone,
        Produced = Tokens.Set,
        ScopesSet = Scopes.Set,
        ScopesClosed = Scopes.Gone,
        Opened = WorkItems.Set,
        Closed = _closed,
        Armed = Timers.Set,
        Disarmed = Timers.Gone,
        Subscribed = Messages.Set,
        Unsubscribed = Messages.Gone,
        Stage = Stage == before.Stage ? null : Stage,
        Ended = Tokens.Now.Count == 0,
        LastId = _lastId,
    };

    /// <summary>Ids are numbered, so a longer one is younger.</summary>
    private static int ByAge(ProcessToken a, ProcessToken b) => Age(a.Id, b.Id);

    public static int Age(string a, string b) =>
        a.Length != b.Length ? a.Length.CompareTo(b.Length) : string.CompareOrdinal(a, b);

    private void Close(WorkItem item, bool completed)
    {
        WorkItems.Remove(item.Id);
        if (before.WorkItems.ContainsKey(item.Id))
            _closed.Add(new(item.Id, item.Element, completed));
    }
}

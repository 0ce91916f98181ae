using System.Text.Json;
using NodaTime;
using SmartCity.Application.Approvals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Workflows.Runtime;
using SmartCity.Workflows.Forms;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>Walks an application through its process in memory, as a stranger's program would over HTTP.</summary>
internal sealed class Walk
{
    private static readonly MatterProgress Progress =
        new(new ProcessEngine(ShippedCatalogue.Processes), new Forms(), [new ApprovalKind()]);

    private int _ids;

    private Walk(Instant start) => Now = start;

    public Approval State { get; private set; } = null!;

    public Instant Now { get; private set; }

    public List<object> Events { get; } = [];

    /// <summary>The stages entered, each once in a row.</summary>
    public List<string> Stages { get; } = [];

    /// <summary>The elements of the tasks completed, in order.</summary>
    public List<string> Done { get; } = [];

    public bool IsArchived => State.ArchivedAt is not null;

    /// <summary>Files the item at the district's hall, with the examples of its form.</summary>
    public static Walk File(ApprovalItem item, params string[] withoutMaterials)
    {
        var walk = new Walk(Given.At("2026-03-02 09:30"));
        var clerk = ShippedCatalogue.People.First(person => person.Has("window-clerk"));
        var command = Samples.Filing(item, withoutMaterials);
        var process = ShippedCatalogue.Processes.Latest(item.Process)!.Key;
        walk.Take(Progress.Open(
            Approval.MatterKind, ApprovalDecider.File(command, item, walk.Context(clerk)), process, walk.Context(clerk)));
        return walk;
    }

    /// <summary>Somebody who may claims the open task (the one given, or the oldest) and completes it.</summary>
    public Walk Complete(string? element = null, string? outcome = null, string? form = null, string? by = null)
    {
        var item = State.Process!.WorkItems.Values.Where(open => element is null || open.Element == element)
            .OrderBy(open => open.OpenedAt).ThenBy(open => open.Instance, StringComparer.Ordinal).FirstOrDefault();
        item.ShouldNotBeNull($"{State.Terms.ItemCode}: no open task '{element}'");
        var person = ShippedCatalogue.People.FirstOrDefault(p =>
            (by is null || p.Id == by) && WorkItemDecider.NotEntitled(item, p) is null);
        person.ShouldNotBeNull($"{State.Terms.ItemCode}: nobody for {item.Element}, role {item.Role} of {item.Unit}");
        Take(WorkItemDecider.Claim(State.Process, item.Id, person));
        var task = ShippedCatalogue.Processes.Task(State.Process.Key, item.Element)!;
        var chosen = outcome is null ? task.Outcomes[0] : task.Outcomes.Single(o => o.Code == outcome);
        using var answer = JsonDocument.Parse(form ?? FormValidator.Example(chosen));
        Take(Progress.Complete(State, item.Id, chosen.Code, answer.RootElement.Clone(), Context(person)));
        Done.Add(item.Element);
        return this;
    }

    /// <summary>The first outcome of every open task, until there is none or the matter is archived.</summary>
    public Walk ToArchive()
    {
        for (var i = 0; i < 100 && !IsArchived; i++)
            Complete();
        return this;
    }

    /// <summary>Something besides a task, with its message for the process.</summary>
    public Walk Act(object command, Func<StepContext, Decision> decide, Actor? actor = null)
    {
        var context = Context(actor ?? Actor.System);
        var facts = decide(context);
        Take(ApprovalProcess.Message(command) is { } message ? Progress.Receive(State, facts, message, context) : facts);
        return this;
    }

    /// <summary>Lets the time pass; timers that become due fire in order.</summary>
    public Walk Wait(Duration time)
    {
        var until = Now + time;
        while (State.Process!.Timers.Values.Where(t => t.DueAt <= until).OrderBy(t => t.DueAt).FirstOrDefault() is { } timer)
        {
            Now = timer.DueAt;
            var due = DeadlineNames.Process(timer.Id);
            Take(Progress.Elapse(State, due, Context(Actor.System)));
        }

        Now = until;
        return this;
    }

    private StepContext Context(Actor actor) => new(
        Now, actor, () => new Guid(++_ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), Given.Calendar);

    private void Take(Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        foreach (var @event in decision.Events)
        {
            Events.Add(@event);
            State = Approval.Evolve(State, new(@event, Events.Count, Now, ""))!;
            if (@event is ProcessAdvanced && (Stages.Count == 0 || Stages[^1] != State.Stage))
                Stages.Add(State.Stage);
        }

        State.Version.ShouldBe(Events.Count);
    }

    private sealed class Forms : ITaskForms
    {
        public Refusal? Check(ProcessKey process, string element, string outcome, JsonElement form)
        {
            var task = ShippedCatalogue.Processes.Task(process, element)!;
            var chosen = task.Outcomes.Single(o => o.Code == outcome);
            return FormValidator.Validate(chosen, form.GetRawText()) is { Count: > 0 } errors
                ? new ApplicantInvalid { Fields = errors }
                : null;
        }
    }
}

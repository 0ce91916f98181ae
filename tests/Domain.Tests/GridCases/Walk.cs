using System.Text.Json;
using NodaTime;
using SmartCity.Application.GridCases;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Workflows.Forms;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Domain.Tests.GridCases;

/// <summary>Walks a case through the shipped process in memory, as a stranger's program would over HTTP.</summary>
internal sealed class Walk
{
    private static readonly MatterProgress Progress = new(
        new ProcessEngine(ShippedCatalogue.Processes), new Forms(), [new GridCaseKind(_ => CaseStory.Rules)]);

    private int _ids;

    public GridCase State { get; private set; } = null!;

    public Instant Now { get; private set; } = Given.At("2026-03-02 09:30");

    public List<object> Events { get; } = [];

    /// <summary>The elements of the tasks completed, in order.</summary>
    public List<string> Done { get; } = [];

    /// <summary>The elements of the tasks that are open, in the order of their names.</summary>
    public IReadOnlyList<string> Open =>
        [.. State.Process!.WorkItems.Values.Select(item => item.Element).Order(StringComparer.Ordinal)];

    public static Walk Report(ReportCase? command = null, Func<GridCase, StepContext, Decision>? also = null)
    {
        var walk = new Walk();
        var process = ShippedCatalogue.Processes.Latest("grid-case")!.Key;
        var context = walk.Context(Actor.System);
        walk.Take(GridCaseHandlers.Handle(
            command ?? CaseStory.Report(), CaseStory.Rules, process, context, Progress,
            also is null ? null : state => also(state, context)));
        return walk;
    }

    /// <summary>A case that its first facts open, such as a demand taken out of another report.</summary>
    public static Walk Begin(Func<StepContext, Decision> facts)
    {
        var walk = new Walk();
        var context = walk.Context(Actor.System);
        walk.Take(Progress.Open(
            GridCase.MatterKind, facts(context), ShippedCatalogue.Processes.Latest("grid-case")!.Key, context));
        return walk;
    }

    /// <summary>Somebody who may claims the open task and completes it with the outcome given, or its first.</summary>
    public Walk Complete(string element, string? outcome = null, string? form = null)
    {
        var (item, person) = Claim(element);
        var task = ShippedCatalogue.Processes.Task(State.Process!.Key, item.Element)!;
        var chosen = outcome is null ? task.Outcomes[0] : task.Outcomes.Single(o => o.Code == outcome);
        using var answer = JsonDocument.Parse(form ?? FormValidator.Example(chosen));
        Take(Progress.Complete(State, item.Id, chosen.Code, answer.RootElement.Clone(), Context(person)));
        Done.Add(item.Element);
        return this;
    }

    public Walk Through(params string[] elements)
    {
        foreach (var element in elements)
            Complete(element);
        return this;
    }

    /// <summary>A command beside the tasks, through its handler.</summary>
    public Walk Act(Func<GridCase, StepContext, MatterProgress, Decision> handle, Actor? actor = null)
    {
        Take(handle(State, Context(actor ?? Actor.System), Progress));
        return this;
    }

    /// <summary>Lets the time pass; timers that become due fire in order.</summary>
    public Walk Wait(Duration time)
    {
        var until = Now + time;
        while (State.Process!.Timers.Values.Where(t => t.DueAt <= until).OrderBy(t => t.DueAt).FirstOrDefault() is { } timer)
        {
            Now = timer.DueAt;
            Take(Progress.Elapse(State, DeadlineNames.Process(timer.Id), Context(Actor.System)));
        }

        Now = until;
        return this;
    }

    /// <summary>Claims the open task for the first who may and was not in the way before.</summary>
    private (WorkItem Item, Actor Person) Claim(string element)
    {
        var item = State.Process!.WorkItems.Values.Where(open => open.Element == element)
            .OrderBy(open => open.Instance, StringComparer.Ordinal).FirstOrDefault();
        item.ShouldNotBeNull($"no open task '{element}', but {string.Join(", ", Open)}");
        var person = ShippedCatalogue.People.FirstOrDefault(p => WorkItemDecider.NotEntitled(item, p) is null);
        person.ShouldNotBeNull($"nobody for {item.Element}, role {item.Role} of {item.Unit}");
        Take(WorkItemDecider.Claim(State.Process, item.Id, person));
        return (item, person);
    }

    private StepContext Context(Actor actor) => new(
        Now, actor, () => new Guid(++_ids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), Given.Calendar);

    private void Take(Decision decision)
    {
        decision.Refusal.ShouldBeNull();
        foreach (var @event in decision.Events)
        {
            Events.Add(@event);
            State = GridCase.Evolve(State, new(@event, Events.Count, Now, ""))!;
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
                ? new CaseAnswerRequired { Fields = errors }
                : null;
        }
    }
}

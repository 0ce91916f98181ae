using System.Text.Json;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Application.Violations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Domain.Violations;
using SmartCity.Workflows.Forms;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Domain.Tests.Violations;

/// <summary>Walks a violation through a shipped process in memory, as a stranger's program would over HTTP.</summary>
internal sealed class Walk
{
    private static readonly MatterProgress Progress = new(
        new ProcessEngine(ShippedCatalogue.Processes), new Forms(), [new ViolationKind(ViolationStory.Register, ViolationStory.Officers)]);

    private int _ids;

    public Violation State { get; private set; } = null!;

    public Instant Now { get; private set; } = Given.At("2026-03-02 09:00");

    public List<object> Events { get; } = [];

    public IReadOnlyList<string> Open =>
        [.. State.Process!.WorkItems.Values.Select(item => item.Element).Order(StringComparer.Ordinal)];

    public static Walk Report(ReportViolation command)
    {
        var walk = new Walk();
        walk.Take(ViolationHandlers.Handle(
            command, ShippedCatalogue.Processes.Latest(command.Terms!.Process)!.Key, walk.Context(Actor.System), Progress));
        return walk;
    }

    /// <summary>Somebody who may claims the open task and completes it with the outcome given, or its first.</summary>
    public Walk Complete(string element, string? outcome = null, string? form = null)
    {
        var item = State.Process!.WorkItems.Values.Where(open => open.Element == element)
            .OrderBy(open => open.Instance, StringComparer.Ordinal).FirstOrDefault();
        item.ShouldNotBeNull($"no open task '{element}', but {string.Join(", ", Open)}");
        var person = ShippedCatalogue.People.FirstOrDefault(p => WorkItemDecider.NotEntitled(item, p) is null);
        person.ShouldNotBeNull($"nobody for {item.Element}, role {item.Role} of {item.Unit}");
        Take(WorkItemDecider.Claim(State.Process, item.Id, person));
        var task = ShippedCatalogue.Processes.Task(State.Process!.Key, item.Element)!;
        var chosen = outcome is null ? task.Outcomes[0] : task.Outcomes.Single(o => o.Code == outcome);
        using var answer = JsonDocument.Parse(form ?? FormValidator.Example(chosen));
        Take(Progress.Complete(State, item.Id, chosen.Code, answer.RootElement.Clone(), Context(person)));
        return this;
    }

    public Walk Through(params string[] elements)
    {
        foreach (var element in elements) Complete(element);
        return this;
    }

    /// <summary>First outcomes until this task is open, or to the end; what was done, in order.</summary>
    public IReadOnlyList<string> To(string? element)
    {
        var done = new List<string>();
        while (Open.Count > 0 && !(element is not null && Open.Contains(element)))
        {
            done.Count.ShouldBeLessThan(40);
            done.Add(Open[0]);
            Complete(Open[0]);
        }
        return done;
    }

    /// <summary>A command beside the tasks, through its handler.</summary>
    public Walk Act(Func<Violation, StepContext, MatterProgress, Decision> handle)
    {
        Take(handle(State, Context(Actor.System), Progress));
        return this;
    }

    /// <summary>Lets the time pass; timers that become due fire in order.</summary>
    public Walk Wait(int days)
    {
        var until = Now + Duration.FromDays(days);
        while (State.Process!.Timers.Values.Where(t => t.DueAt <= until).OrderBy(t => t.DueAt).FirstOrDefault() is { } timer)
        {
            Now = timer.DueAt;
            Take(Progress.Elapse(State, DeadlineNames.Process(timer.Id), Context(Actor.System)));
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
            State = Violation.Evolve(State, new(@event, Events.Count, Now, ""))!;
        }
    }

    private sealed class Forms : ITaskForms
    {
        public Refusal? Check(ProcessKey process, string element, string outcome, JsonElement form)
        {
            var chosen = ShippedCatalogue.Processes.Task(process, element)!.Outcomes.Single(o => o.Code == outcome);
            return FormValidator.Validate(chosen, form.GetRawText()) is { Count: > 0 } errors
                ? new ViolationAnswerRequired { Fields = errors }
                : null;
        }
    }
}

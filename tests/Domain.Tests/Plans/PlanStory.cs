using System.Text.Json;
using NodaTime;
using SmartCity.Application.Plans;
using SmartCity.Application.Shared;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Tests.Approvals;
using SmartCity.Domain.Tests.Shared.Clocks;
using SmartCity.Workflows.Forms;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Domain.Tests.Plans;

/// <summary>An initiative in memory, with its process, as the host would carry it; item 26 unless said otherwise.</summary>
internal sealed class PlanStory
{
    public static readonly LocalDate Published = new(2018, 4, 26);

    public static readonly Guid Id = Guid.Parse("019aa000-0000-7000-8000-00000000a001"),
        Paper = Guid.Parse("019aa000-0000-7000-8000-00000000e001");

    public static readonly Actor Lead = Person("wjw-officer-1", "DX-WJW", Roles.Officer),
        Support = Person("rsj-officer-1", "DX-RSJ", Roles.Officer), Stranger = Person("cgw-officer-1", "DX-CGW", Roles.Officer),
        Reviewer = Person("wjw-reviewer-1", "DX-WJW", Roles.Reviewer), Supervisor = Person("supervisor-1", "DX-ZSJ", Roles.Supervisor);

    private static readonly MatterProgress Progress =
        new(new ProcessEngine(ShippedCatalogue.Processes), new Forms(), [new InitiativeKind()]);

    private int _ids;

    public static ActionPlan Plan { get; } =
        ActionPlan.Parse(File.ReadAllText(Path.Combine(ShippedCatalogue.Folder, "plan", "action-plan-2018.json")));

    public Initiative State { get; private set; } = null!;

    public List<object> Events { get; } = [];

    public Instant Now { get; set; } = Given.At("2018-05-02 09:00");

    public static Actor Person(string id, string unit, params string[] roles) => new(id, id, roles, unit, "window");

    /// <summary>Published, and known here from the moment given on.</summary>
    public static PlanStory Entered(string known = "2018-05-02 09:00", string number = "26")
    {
        var story = new PlanStory { Now = Given.At(known) };
        var row = Plan.Initiatives.Single(r => r.Number == number);
        var context = story.Context(Actor.System) with { Now = Given.At("2018-04-26 00:00") };
        story.Take(InitiativeHandlers.Handle(
            new PublishInitiative(
                Id, "DX-PL-20180502-000026", Plan.Code, Plan.Document, 26, row, [new("区卫计委", ["DX-WJW"])],
                [new("区人力社保局", ["DX-RSJ"])], "DX-WJW", "DX-JXJ", context.Now, story.Now),
            null, ShippedCatalogue.Processes.Latest("plan-initiative")!.Key, context, Progress), context);
        return story;
    }

    public Decision Decide(Func<Initiative, StepContext, Decision> decide, Actor? by = null) => decide(State, Context(by ?? Lead));

    public Decision Ask(Actor? by = null, string statement = "已完成") =>
        InitiativeHandlers.Handle(new AskInitiativeAcceptance(Id, statement, null), State, Context(by ?? Lead), Progress);

    public PlanStory Do(Func<Initiative, StepContext, Decision> decide, Actor? by = null)
    {
        Take(Decide(decide, by), Context(by ?? Lead));
        return this;
    }

    public PlanStory Asked()
    {
        Take(Ask(), Context(Lead));
        return this;
    }

    /// <summary>Everything that acceptance needs.</summary>
    public PlanStory Complete() => this
        .Do((s, c) => InitiativeDecider.Decide(s, new AttachInitiativeEvidence(Id, [Paper], "验收材料", null), c))
        .Do((s, c) => InitiativeDecider.Decide(s, new ReportInitiativeProgress(Id, 100, "全部完成", [], null), c));

    public Decision Finish(string element, string outcome, string form, Actor by)
    {
        var item = State.Process!.WorkItems.Values.Single(open => open.Element == element);
        Take(WorkItemDecider.Claim(State.Process, item.Id, by), Context(by));
        using var answer = JsonDocument.Parse(form);
        return Progress.Complete(State, item.Id, outcome, answer.RootElement.Clone(), Context(by));
    }

    public PlanStory Finished(string element, string outcome, string form, Actor by)
    {
        Take(Finish(element, outcome, form, by), Context(by));
        return this;
    }

    /// <summary>Whatever became due until then, each at its time.</summary>
    public PlanStory Until(string local)
    {
        Now = Given.At(local);
        foreach (var (name, at) in State.Clocks.Values.SelectMany(clock => new[]
            { (DeadlineNames.Warning(clock.Name), clock.WarnAt), (DeadlineNames.Breach(clock.Name), clock.DueAt) }))
            if (at <= Now) Take(Progress.Elapse(State, name, Context(Actor.System) with { Now = at }), Context(Actor.System) with { Now = at });
        return this;
    }

    public StepContext Context(Actor actor) => new(Now, actor, () => new Guid(++_ids, 0, 0, new byte[8]), Given.Calendar);

    public void Take(Decision decision, StepContext context)
    {
        decision.Refusal.ShouldBeNull();
        foreach (var e in decision.Events)
        {
            var (fact, at) = e is Dated dated ? (dated.Fact, dated.OccurredAt) : (e, context.Now);
            State = Initiative.Evolve(State, new(fact, (State?.Version ?? 0) + 1, at, context.Actor.Id))!;
            Events.Add(fact);
        }
    }

    private sealed class Forms : ITaskForms
    {
        private readonly TaskForms _forms = new(ShippedCatalogue.Processes);

        public Refusal? Check(ProcessKey process, string element, string outcome, JsonElement form) =>
            _forms.Check(process, element, outcome, form);
    }
}

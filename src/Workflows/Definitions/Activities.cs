using SmartCity.Workflows.Expressions;

namespace SmartCity.Workflows.Definitions;

/// <summary>The activity is done once for every value of a list, all at the same time.</summary>
/// <param name="Collection">The list.</param>
/// <param name="Variable">The name under which an instance sees its value.</param>
/// <param name="Completion">When it holds after an instance is done, the others are taken away; null: all are
/// done.</param>
internal sealed record MultiInstance(Expression Collection, string? Variable, Expression? Completion);

/// <summary>Something that is done and takes time; it may have events at its border.</summary>
internal abstract class Activity(string id, LocalizedName name, string? stage, MultiInstance? multi)
    : FlowNode(id, name, stage)
{
    public MultiInstance? Multi { get; } = multi;

    public IReadOnlyList<BoundaryEvent> Boundary { get; private set; } = [];

    public void Attach(IReadOnlyList<BoundaryEvent> boundary) => Boundary = boundary;

    protected string Multiple(string type) => Multi is null ? type : "multi-instance " + type;
}

/// <summary>A person does it.</summary>
internal sealed class UserTask(
    string id, LocalizedName name, string? stage, MultiInstance? multi,
    TextOrExpression role, TextOrExpression unit, TextOrExpression? limit, string? form)
    : Activity(id, name, stage, multi)
{
    public TextOrExpression Role { get; } = role;

    public TextOrExpression Unit { get; } = unit;

    public TextOrExpression? Limit { get; } = limit;

    public string? Form { get; } = form;

    public override string Type => Multiple("userTask");
}

/// <summary>The capability does it.</summary>
internal sealed class ServiceTask(string id, LocalizedName name, string? stage, string service)
    : FlowNode(id, name, stage)
{
    public string Service { get; } = service;

    public override string Type => "serviceTask";
}

/// <summary>A process within the process.</summary>
internal sealed class SubProcess(string id, LocalizedName name, string? stage, MultiInstance? multi)
    : Activity(id, name, stage, multi)
{
    public Body Body { get; private set; } = Body.Empty;

    public void Fill(Body body) => Body = body;

    public override string Type => Multiple("subProcess");
}

using SmartCity.Workflows.Bpmn;
using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Soundness;

/// <summary>
/// Whether a definition is sound: every node can be reached, from everywhere the end can be reached, and no two tokens
/// ever run behind each other on one way (the work would be asked twice). Each process and sub-process is looked at by
/// itself, a sub-process being one activity in what is around it; conditions are free choice, so a definition that is
/// sound stays so whatever the facts are.
/// </summary>
internal static class SoundnessChecker
{
    /// <summary>More markings than a process that people can read has.</summary>
    private const int Most = 100_000;

    /// <summary>An inclusive gateway with more ways has too many choices to look at.</summary>
    private const int MostWays = 10;

    public static void Check(Body body, Problems problems)
    {
        foreach (var (owner, inner) in body.Bodies())
        {
            var wide = inner.Nodes.OfType<InclusiveGateway>().FirstOrDefault(x => x.Outgoing.Count > MostWays);
            if (wide is not null)
                problems.Add(wide.Id, $"包容网关至多 {MostWays} 条出路。",
                    $"An inclusive gateway has at most {MostWays} ways out.");
            else
                CheckBody(owner, inner, problems);
        }
    }

    private static void CheckBody(SubProcess? owner, Body body, Problems problems)
    {
        var regions = Region.Of(body);
        foreach (var region in regions)
            CheckRegion(owner, region, problems);
        foreach (var node in body.Nodes.Where(node => !regions.Any(region => region.Nodes.Contains(node))))
            problems.Add(node.Id, "永远不会到达此元素。", "This element can never be reached.");
    }

    private static void CheckRegion(SubProcess? owner, Region region, Problems problems)
    {
        var net = NetBuilder.Build(region);
        var space = StateSpace.Explore(net, Most);
        if (space.TooLarge)
        {
            problems.Add(owner?.Id ?? "", $"状态超过 {Most} 个，无法验证；请用多实例或子流程。",
                $"More than {Most} states: too large to check. Use multi-instance activities or sub-processes.");
            return;
        }

        if (space.Crowded is { } place)
        {
            problems.Add(net.At[place].Id, "两个令牌会先后到达此处（缺少汇聚）。",
                "Two tokens can come here one behind the other: a join is missing.");
            return;
        }

        foreach (var stuck in space.Stuck().Select(x => net.At[x].Id).Distinct())
            problems.Add(stuck, "流程会停在此处，无法到达结束。", "The process can stop here for ever and never reach its end.");
        foreach (var node in Dead(region, net, space))
            problems.Add(node.Id, "永远不会到达此元素。", "This element can never be reached.");
    }

    private static IEnumerable<FlowNode> Dead(Region region, Net net, StateSpace space)
    {
        var alive = space.Made.Select(move => move.Node)
            .Concat(space.Marked.SelectMany(place => net.Passed[place])).ToHashSet();
        return region.Nodes.Where(node =>
            node is not (StartEvent or BoundaryEvent { Interrupts: false }) && !alive.Contains(node));
    }
}

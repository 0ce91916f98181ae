using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Soundness;

/// <summary>
/// A move of the net: takes one token from each place of <see cref="From"/>, empties <see cref="Reset"/>, puts one on
/// each of <see cref="To"/>. What decides between moves in the running process (conditions, people, time) is free here.
/// </summary>
internal sealed record Move(FlowNode Node, int[] From, int[] To)
{
    public int[] Reset { get; init; } = [];

    /// <summary>An inclusive join takes what is there, once nothing more can come; null for other moves.</summary>
    public InclusiveGateway? Join { get; init; }

    /// <summary>A terminate end empties the net.</summary>
    public bool Terminates { get; init; }
}

/// <summary>
/// One process or sub-process as a net with resets. It is built from the definition alone, and knows nothing of the
/// runtime, so that a fault of one is seen by the other.
/// </summary>
internal sealed record Net(int Places, int Start, IReadOnlyList<Move> Moves)
{
    /// <summary>Where a token on the place waits.</summary>
    public required IReadOnlyList<FlowNode> At { get; init; }

    /// <summary>Nodes that are passed whenever the place is marked: they take one flow to one flow.</summary>
    public required IReadOnlyList<IReadOnlyList<FlowNode>> Passed { get; init; }

    /// <summary>The places of an inclusive join's ways in.</summary>
    public required IReadOnlyDictionary<InclusiveGateway, int[]> Ways { get; init; }
}

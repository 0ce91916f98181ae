using SmartCity.Workflows.Definitions;

namespace SmartCity.Workflows.Soundness;

/// <summary>Every marking a net can come to, found one by one.</summary>
internal sealed class StateSpace
{
    private readonly Net _net;
    private readonly Dictionary<string, int> _known = [];
    private readonly List<string> _markings = [];
    private readonly List<List<int>> _before = [];
    private readonly Dictionary<InclusiveGateway, bool[][]> _mayReach = [];

    private StateSpace(Net net) => _net = net;

    /// <summary>Moves that were made at least once.</summary>
    public HashSet<Move> Made { get; } = [];

    /// <summary>Places that were marked at least once.</summary>
    public HashSet<int> Marked { get; } = [];

    /// <summary>A place that two tokens came to at the same time; null when there is none.</summary>
    public int? Crowded { get; private set; }

    /// <summary>Whether there are more markings than were looked at.</summary>
    public bool TooLarge { get; private set; }

    public static StateSpace Explore(Net net, int most)
    {
        var space = new StateSpace(net);
        foreach (var join in net.Ways.Keys)
            space._mayReach[join] = [.. net.Ways[join].Select(way => space.WaysTo(way, join))];
        var first = new char[net.Places];
        first[net.Start] = (char)1;
        space.Add(new(first), null);
        for (var i = 0; i < space._markings.Count && space.Crowded is null; i++)
        {
            if (space._markings.Count > most)
            {
                space.TooLarge = true;
                return space;
            }

            foreach (var move in net.Moves)
            {
                if (space.After(space._markings[i], move) is { } next)
                {
                    space.Made.Add(move);
                    space.Add(next, i);
                }
            }
        }

        return space;
    }

    /// <summary>
    /// Places where tokens are that can never all come to an end; empty when from every marking the end can be reached.
    /// Prefers a marking in which nothing can move.
    /// </summary>
    public IReadOnlyList<int> Stuck()
    {
        var ends = new HashSet<int>();
        var open = new Stack<int>();
        if (_known.TryGetValue(new string('\0', _net.Places), out var end))
            open.Push(end);
        while (open.TryPop(out var i))
        {
            if (ends.Add(i))
                _before[i].ForEach(open.Push);
        }

        var stuck = Enumerable.Range(0, _markings.Count).Where(i => !ends.Contains(i)).ToList();
        if (stuck.Count == 0)
            return [];
        var dead = stuck.FindIndex(i => _net.Moves.All(move => After(_markings[i], move) is null));
        var marking = _markings[stuck[Math.Max(dead, 0)]];
        return [.. Enumerable.Range(0, _net.Places).Where(place => marking[place] > 0)];
    }

    private void Add(string marking, int? from)
    {
        if (!_known.TryGetValue(marking, out var index))
        {
            index = _markings.Count;
            _known.Add(marking, index);
            _markings.Add(marking);
            _before.Add([]);
            for (var place = 0; place < marking.Length; place++)
            {
                if (marking[place] > 0)
                    Marked.Add(place);
                if (marking[place] > 1)
                    Crowded ??= place;
            }
        }

        if (from is { } before)
            _before[index].Add(before);
    }

    /// <summary>The marking after the move; null when it cannot be made.</summary>
    private string? After(string marking, Move move)
    {
        if (move.Join is { } join && !MayFire(marking, join))
            return null;
        foreach (var place in move.From)
        {
            if (marking[place] == 0)
                return null;
        }

        if (move.Terminates)
            return new('\0', _net.Places);
        var after = marking.ToCharArray();
        foreach (var place in move.Join is null ? move.From : [.. WaysInto(move).Where(way => marking[way] > 0)])
            after[place]--;
        foreach (var place in move.Reset)
            after[place] = '\0';
        foreach (var place in move.To)
            after[place]++;
        return new(after);
    }

    /// <summary>
    /// At least one token has come, and none that is elsewhere could still come by an empty way, unless it could as
    /// well come by one that is taken (BPMN 2.0, inclusive gateway).
    /// </summary>
    private bool MayFire(string marking, InclusiveGateway join)
    {
        var ways = _net.Ways[join];
        if (ways.All(way => marking[way] == 0))
            return false;
        for (var place = 0; place < marking.Length; place++)
        {
            if (marking[place] == 0 || ways.Contains(place))
                continue;
            bool toEmpty = false, toTaken = false;
            for (var i = 0; i < ways.Length; i++)
            {
                if (!_mayReach[join][i][place])
                    continue;
                if (marking[ways[i]] == 0)
                    toEmpty = true;
                else
                    toTaken = true;
            }

            if (toEmpty && !toTaken)
                return false;
        }

        return true;
    }

    /// <summary>From which places a token may come to the place without the join.</summary>
    private bool[] WaysTo(int goal, InclusiveGateway join)
    {
        var found = new bool[_net.Places];
        found[goal] = true;
        bool more;
        do
        {
            more = false;
            foreach (var move in _net.Moves.Where(move => move.Node != join && move.To.Any(to => found[to])))
            {
                foreach (var place in WaysInto(move).Where(place => !found[place]))
                    more = found[place] = true;
            }
        }
        while (more);

        return found;
    }

    private int[] WaysInto(Move move) => move.Join is { } join ? _net.Ways[join] : move.From;
}

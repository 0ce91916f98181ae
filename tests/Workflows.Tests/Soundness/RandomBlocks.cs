namespace SmartCity.Workflows.Tests.Soundness;

/// <summary>
/// Draws a process of nested blocks, each sound by construction: sequence, choice, parallel, inclusive, loop,
/// sub-process, many instances, timers and messages at the border and in between, services.
/// </summary>
internal sealed class RandomBlocks(Random random)
{
    private readonly Draft _draft = new();
    private int _ids;

    /// <summary>Tasks that no loop and no multi-instance activity is around: they are asked once at most.</summary>
    public HashSet<string> Once { get; } = [];

    public static (Draft Draft, HashSet<string> Once) Draw(Random random, int size)
    {
        var blocks = new RandomBlocks(random);
        blocks._draft.Start().End();
        blocks.Join("s", blocks.Block(size, once: true), "e");
        return (blocks._draft, blocks.Once);
    }

    /// <summary>Writes a block, and answers its first and last node.</summary>
    private (string First, string Last) Block(int size, bool once)
    {
        if (size <= 1)
            return Leaf(once);
        return random.Next(9) switch
        {
            0 or 1 => Sequence(size, once),
            2 => Parts("X", size, once, _draft.Xor, "outcome = \"a\"", "outcome = \"b\""),
            3 => Parts("P", size, once, _draft.And),
            4 => Parts("O", size, once, _draft.Or, "outcome = \"a\" or outcome = \"b\"", "outcome != \"c\""),
            5 => Loop(size),
            6 => Inner(size, once, many: false),
            7 => Inner(size, once, many: true),
            _ => Bordered(size, once),
        };
    }

    private (string, string) Leaf(bool once)
    {
        var id = Id("t");
        switch (random.Next(6))
        {
            case 0:
                _draft.Service(id);
                break;
            case 1:
                _draft.Raw($"<intermediateCatchEvent id='{id}'><timerEventDefinition><timeDuration>P1D</timeDuration></timerEventDefinition></intermediateCatchEvent>");
                break;
            case 2:
                _draft.Raw($"<intermediateCatchEvent id='{id}'><messageEventDefinition messageRef='m' /></intermediateCatchEvent>");
                break;
            case 3:
                _draft.User(id, Many);
                break;
            default:
                if (once)
                    Once.Add(id);
                _draft.User(id);
                break;
        }

        return (id, id);
    }

    private (string, string) Sequence(int size, bool once)
    {
        var first = Block(size / 2, once);
        var second = Block(size - (size / 2), once);
        _draft.Flow($"{first.Last} -> {second.First}");
        return (first.First, second.Last);
    }

    private (string, string) Parts(
        string prefix, int size, bool once, Func<string[], Draft> gateways, params string?[] conditions)
    {
        var (split, join) = (Id(prefix), Id(prefix));
        gateways([split, join]);
        for (var i = 0; i < 3; i++)
        {
            var part = Block(size / 3, once);
            if (conditions.Length == 0 || i < conditions.Length)
                _draft.Flow($"{split} -> {part.First}", conditions.ElementAtOrDefault(i));
            else
                _draft.Default(split, part.First);
            _draft.Flow($"{part.Last} -> {join}");
        }

        return (split, join);
    }

    private (string, string) Loop(int size)
    {
        var (begin, task, again) = (Id("L"), Id("t"), Id("L"));
        _draft.Xor(begin, again).User(task);
        var part = Block(size - 1, once: false);
        _draft.Flow($"{begin} -> {part.First}").Flow($"{part.Last} -> {task} -> {again}")
            .Flow($"{again} -> {begin}", "outcome = \"b\"");
        var after = Id("L");
        _draft.Xor(after).Default(again, after);
        return (begin, after);
    }

    private (string, string) Inner(int size, bool once, bool many)
    {
        var (inner, start, end) = (Id("S"), Id("s"), Id("e"));
        _draft.Open(inner, many ? Many : "").Start(start).End(end);
        Join(start, Block(size - 1, once && !many), end);
        _draft.Close();
        if (random.Next(2) == 0)
            Border(inner, once, beside: true);
        return (inner, inner);
    }

    /// <summary>A task with an interrupting timer whose way meets the main one again.</summary>
    private (string, string) Bordered(int size, bool once)
    {
        var (task, timer, met) = (Id("t"), Id("B"), Id("M"));
        if (once)
            Once.Add(task);
        _draft.User(task).Timer(timer, task).Xor(met);
        var late = Block(size - 1, once);
        _draft.Flow($"{task} -> {met}").Flow($"{timer} -> {late.First}").Flow($"{late.Last} -> {met}");
        if (random.Next(2) == 0)
            Border(task, once, beside: true);
        return (task, met);
    }

    private void Border(string host, bool once, bool beside)
    {
        var (timer, end) = (Id("B"), Id("e"));
        _draft.Timer(timer, host, beside).End(end);
        Join(timer, Block(1, once), end);
    }

    private void Join(string from, (string First, string Last) block, string to) =>
        _draft.Flow($"{from} -> {block.First}").Flow($"{block.Last} -> {to}");

    private string Many =>
        "<multiInstanceLoopCharacteristics sc:collection='units' sc:elementVariable='unit'>"
        + (random.Next(2) == 0 ? "<completionCondition>outcome = \"c\"</completionCondition>" : "")
        + "</multiInstanceLoopCharacteristics>";

    private string Id(string prefix) => prefix + ++_ids;
}

namespace SmartCity.Workflows.Tests.Soundness;

/// <summary>Draws any small graph of tasks and gateways, sound or not.</summary>
internal static class RandomGraphs
{
    public static Draft Draw(Random random)
    {
        var draft = new Draft().Start().End();
        var nodes = Enumerable.Range(1, random.Next(3, 7)).Select(i => (Id: "n" + i, Kind: random.Next(6))).ToList();
        foreach (var (id, kind) in nodes)
        {
            if (kind == 0)
                draft.Xor(id);
            else if (kind == 1)
                draft.And(id);
            else if (kind == 2)
                draft.Or(id);
            else
                draft.User(id);
        }

        draft.Flow("s -> n1");
        foreach (var (id, kind) in nodes)
        {
            var targets = nodes.Select(x => x.Id).Append("e").Where(x => x != id)
                .OrderBy(_ => random.Next()).Take(kind > 2 ? 1 : random.Next(1, 4)).ToList();
            for (var i = 0; i < targets.Count; i++)
            {
                if (kind is 1 || targets.Count == 1)
                    draft.Flow($"{id} -> {targets[i]}");
                else if (i == 0)
                    draft.Default(id, targets[i]);
                else
                    draft.Flow($"{id} -> {targets[i]}", i == 1 ? $"die.{id} = \"b\"" : $"die.{id} != \"a\"");
            }
        }

        return draft;
    }
}

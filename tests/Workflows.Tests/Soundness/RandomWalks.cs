using FsCheck.Xunit;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Workflows.Tests.Soundness;

public sealed class RandomWalks(ITestOutputHelper output)
{
    [Property(MaxTest = 400)]
    public void A_process_of_sound_blocks_is_found_sound_and_ends_however_it_is_walked_and_replayed(int seed)
    {
        var random = new Random(seed);
        var (draft, once) = RandomBlocks.Draw(random, random.Next(1, 14));
        var registry = new ProcessRegistry();
        registry.Add(draft.Source()).ShouldBeEmpty(draft.Source().Text);
        for (var i = 0; i < 3; i++)
        {
            var asked = WalkToTheEnd(new ProcessEngine(registry), random);
            asked.Where(x => once.Contains(x.Key) && x.Value > 1).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_graph_that_the_soundness_check_lets_through_never_stands_still()
    {
        var (sound, drawn) = (0, 3_000);
        for (var seed = 0; seed < drawn; seed++)
        {
            var random = new Random(seed);
            var registry = new ProcessRegistry();
            if (registry.Add(RandomGraphs.Draw(random).Source()).Count > 0)
                continue;
            sound++;
            for (var i = 0; i < 5; i++)
                WalkToTheEnd(new ProcessEngine(registry), random);
        }

        output.WriteLine($"{sound} of {drawn} random graphs are sound");
        sound.ShouldBeGreaterThan(100);
    }

    /// <summary>Walks at random; stops and replays at random; sends what is over again. Answers how often each task was asked.</summary>
    private static Dictionary<string, int> WalkToTheEnd(ProcessEngine engine, Random random)
    {
        var walk = new Walk(engine, new("draft", 1), Facts(random));
        walk.Start();
        var over = new List<ProcessSignal>();
        for (var steps = 0; !walk.State.Ended; steps++)
        {
            steps.ShouldBeLessThan(2_000, "the walk does not end");
            var possible = Possible(walk, random).ToList();
            possible.ShouldNotBeEmpty("the process stands still");
            var signal = possible[random.Next(possible.Count)];
            walk.Facts = Facts(random);
            walk.Send(signal).ShouldBeTrue();
            if (signal is not MessageReceived)
                over.Add(signal);
            if (over.Count > 0 && random.Next(4) == 0)
                walk.Send(over[random.Next(over.Count)]).ShouldBeFalse("what is over is over");
            if (random.Next(8) == 0)
                Replay(walk);
        }

        Replay(walk);
        return walk.Events.OfType<ProcessAdvanced>().SelectMany(x => x.Opened).CountBy(x => x.Element)
            .ToDictionary(x => x.Key, x => x.Value);
    }

    /// <summary>A list for many instances, and a die for each gateway, thrown anew for every step.</summary>
    private static ProcessFacts Facts(Random random) => new(new Dictionary<string, object?>
    {
        ["units"] = new[] { "A", "B" },
        ["die"] = Enumerable.Range(1, 7).ToDictionary(i => "n" + i, _ => (object?)Throw(random)),
    });

    private static string Throw(Random random) => "abcd"[random.Next(4)].ToString();

    private static void Replay(Walk walk)
    {
        var before = Walk.Text(walk.State);
        walk.StopAndReplay();
        Walk.Text(walk.State).ShouldBe(before);
    }

    private static IEnumerable<ProcessSignal> Possible(Walk walk, Random random)
    {
        foreach (var item in walk.State.WorkItems.Values)
            yield return new WorkItemCompleted(item.Id, Throw(random), "li");
        foreach (var timer in walk.State.Timers.Values)
            yield return new TimerElapsed(timer.Id);
        foreach (var service in walk.Services)
            yield return new ServiceCompleted(service.TokenId);
        if (walk.State.Awaits("note"))
            yield return new MessageReceived("note");
    }
}

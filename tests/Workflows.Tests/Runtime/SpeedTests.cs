using System.Diagnostics;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared.Process;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Workflows.Tests.Runtime;

public sealed class SpeedTests(ITestOutputHelper output)
{
    [Fact(Explicit = true)]
    public void Steps_a_second()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Conformance", "Cases");
        var registry = new ProcessRegistry();
        foreach (var file in Directory.EnumerateFiles(folder, "*.bpmn"))
            registry.Add(new(Path.GetFileName(file), File.ReadAllText(file))).ShouldBeEmpty();
        Measure(registry, "sequence", new(new Dictionary<string, object?>
        {
            ["unit"] = "U",
            ["deciders.first"] = "clerk",
        }));
        Measure(registry, "rework", new(new Dictionary<string, object?> { ["units"] = new[] { "A", "B", "C", "D", "E" } }));
        Measure(registry, "three-at-once", ProcessFacts.None);
    }

    private void Measure(ProcessRegistry registry, string process, ProcessFacts facts)
    {
        var engine = new ProcessEngine(registry);
        var context = new EngineContext(Walk.Begin, Guid.CreateVersion7, (_, from) => from);
        var steps = 0;
        var used = TimeSpan.Zero;
        for (var round = 0; round < 2; round++)
        {
            var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.UserTime);
            for (steps = 0; watch.ElapsedMilliseconds < 1_500;)
            {
                var state = ProcessState.Evolve(null, engine.Start(new(process, 1), facts, context))!;
                for (steps++; !state.Ended; steps++)
                {
                    var item = state.WorkItems.Keys.First();
                    state = ProcessState.Evolve(state, engine.Advance(state, new WorkItemCompleted(item, "complete", "li"), facts, context)!)!;
                }
            }

            used = Environment.CpuUsage.UserTime - before;
        }

        output.WriteLine($"{process}: {used.TotalMicroseconds / steps:0.0} µs of CPU a step, folded");
    }
}

using SmartCity.Application.Shared;
using SmartCity.Workflows.Definitions;
using SmartCity.Workflows.Runtime;

namespace SmartCity.Workflows.Tests.Conformance;

/// <summary>
/// What every engine behind the seam must do: the processes and scenarios in <c>Cases</c>. Another engine is put to it by
/// a class of its own that derives from this one.
/// </summary>
public abstract class ConformanceSuite
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Conformance", "Cases");

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Folder, "*.scenario").Select(x => Path.GetFileNameWithoutExtension(x)).Order()];

    protected abstract IWorkflowEngine Engine(IReadOnlyList<ProcessSource> processes);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_scenario_holds(string name) => Play(name, replay: false);

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_scenario_holds_when_the_state_is_folded_anew_before_every_line(string name) =>
        Play(name, replay: true);

    private void Play(string name, bool replay)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, name + ".scenario"));
        var process = lines[1].Split(' ')[1];
        var source = new ProcessSource(
            process + ".bpmn", File.ReadAllText(Path.Combine(Folder, process + ".bpmn")));
        var walk = new Walk(Engine([source]), new(process, 1), ProcessFacts.None);
        var scenario = new Scenario(walk);
        for (var i = 2; i < lines.Length; i++)
        {
            if (replay && walk.Events.Count > 0)
            {
                var before = Walk.Text(walk.State);
                walk.StopAndReplay();
                Walk.Text(walk.State).ShouldBe(before);
            }

            try
            {
                scenario.Play(lines[i]);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{name}, line {i + 1}, '{lines[i]}': {e.Message}", e);
            }
        }
    }
}

/// <summary>The runtime of this house.</summary>
public sealed class ProcessEngineConformance : ConformanceSuite
{
    protected override IWorkflowEngine Engine(IReadOnlyList<ProcessSource> processes)
    {
        var registry = new ProcessRegistry();
        processes.SelectMany(registry.Add).ShouldBeEmpty();
        return new ProcessEngine(registry);
    }
}

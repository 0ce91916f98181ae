using System.Text.Json;
using NodaTime;
using SmartCity.Application.Shared;

namespace SmartCity.Workflows.Tests.Conformance;

/// <summary>
/// A scenario: lines that do something with a process, and lines that say what must then be. A work item is named
/// <c>element</c> or <c>element@instance</c>.
/// </summary>
internal sealed class Scenario(Walk walk)
{
    private readonly Dictionary<string, string> _timers = [];
    private readonly Dictionary<string, Guid> _items = [];

    public void Play(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var rest = words[1..];
        switch (words[0])
        {
            case "start": walk.Start(); break;
            case "complete": Send(new WorkItemCompleted(Item(rest[0]), Outcome(rest), "li")); break;
            case "again": Refuse(new WorkItemCompleted(Item(rest[0]), "complete", "li")); break;
            case "timer": Send(Timer(rest[0])); break;
            case "stale": Refuse(Timer(rest[0])); break;
            case "message": Send(new MessageReceived(rest[0])); break;
            case "ignored": Refuse(new MessageReceived(rest[0])); break;
            case "serve": Send(new ServiceCompleted(Service(rest[0]))); break;
            case "facts": walk.Facts = Facts(line[6..]); break;
            case "open": Open().ShouldBe(string.Join(' ', rest)); break;
            case "armed": Sorted(walk.State.Timers.Values.Select(x => x.Element)).ShouldBe(string.Join(' ', rest)); break;
            case "waits": Sorted(walk.State.Messages.Values.Select(x => x.Message)).ShouldBe(string.Join(' ', rest)); break;
            case "serves": string.Join(' ', walk.Services.Select(x => x.Service)).ShouldBe(string.Join(' ', rest)); break;
            case "stage": walk.State.Stage.ShouldBe(rest[0]); break;
            case "due": walk.State.WorkItems[Item(rest[0])].DueAt
                .ShouldBe(walk.Now + Duration.FromDays(int.Parse(rest[1], System.Globalization.CultureInfo.InvariantCulture))); break;
            case "who": (walk.State.WorkItems[Item(rest[0])].Role + " " + walk.State.WorkItems[Item(rest[0])].Unit)
                .ShouldBe(rest[1] + " " + rest[2]); break;
            case "branch": walk.Last.Branches.ShouldContain(x => x.Gateway == rest[0] && x.Flow == rest[1]); break;
            case "ended": walk.State.Ended.ShouldBeTrue(); Nothing(); break;
            case "running": walk.State.Ended.ShouldBeFalse(); break;
            default: throw new ArgumentException(line);
        }

        foreach (var timer in walk.State.Timers.Values)
            _timers[timer.Element] = timer.Id;
        foreach (var item in walk.State.WorkItems.Values)
            _items[Name(item.Element, item.Instance)] = item.Id;
    }

    public static ProcessFacts Facts(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new((IReadOnlyDictionary<string, object?>)Value(document.RootElement)!);
    }

    private void Send(ProcessSignal signal) => walk.Send(signal).ShouldBeTrue();

    private void Refuse(ProcessSignal signal)
    {
        var before = Walk.Text(walk.State);
        walk.Send(signal).ShouldBeFalse();
        Walk.Text(walk.State).ShouldBe(before);
    }

    private void Nothing()
    {
        walk.State.Tokens.ShouldBeEmpty();
        walk.State.Scopes.ShouldBeEmpty();
        walk.State.WorkItems.ShouldBeEmpty();
        walk.State.Timers.ShouldBeEmpty();
        walk.State.Messages.ShouldBeEmpty();
    }

    private Guid Item(string name) => _items[name];

    private TimerElapsed Timer(string element) => new(_timers[element]);

    private string Service(string name) => walk.Services.First(x => x.Service == name).TokenId;

    private string Open() => Sorted(walk.State.WorkItems.Values.Select(x => Name(x.Element, x.Instance)));

    private static string Outcome(string[] rest) => rest.Length > 1 ? rest[1] : "complete";

    private static string Name(string element, string? instance) =>
        instance is null ? element : $"{element}@{instance}";

    private static string Sorted(IEnumerable<string> names) => string.Join(' ', names.Order(StringComparer.Ordinal));

    private static object? Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().ToDictionary(x => x.Name, x => Value(x.Value)),
        JsonValueKind.Array => json.EnumerateArray().Select(x => x.GetString()!).ToList(),
        JsonValueKind.Number => json.GetDecimal(),
        JsonValueKind.String => json.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}

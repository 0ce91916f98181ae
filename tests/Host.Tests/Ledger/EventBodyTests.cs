using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Marten;
using Npgsql;
using SmartCity.Host.Ledger;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>
/// Bodies of stored events never change: a changed byte fails here. A new shape is a new version with an upcaster, not a
/// new file.
/// </summary>
public sealed class EventBodyTests
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ISerializer _store = StoreSerializer();

    public static TheoryData<string> Events() => [.. EventVocabulary.All.Select(t => t.Name).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Events))]
    public void A_body_is_written_as_it_always_was_and_reads_back_the_same(string type)
    {
        var sample = EventSamples.All.Single(e => e.GetType().Name == type);
        var written = _store.ToJson(sample);
        Verified.Matches("Host.Tests/Ledger/EventBodies", type, JsonNode.Parse(written)!.ToJsonString(Indented));

        using var stored = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(Shuffled(written)));
        var read = _store.FromJson(sample.GetType(), stored);
        _store.ToJson(read).ShouldBe(written, "as jsonb gives it back, with members in another order");
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void A_sample_leaves_no_field_out(string type)
    {
        var sample = EventSamples.All.Single(e => e.GetType().Name == type);
        var body = JsonNode.Parse(_store.ToJson(sample))!.AsObject();
        foreach (var property in sample.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
            body.ContainsKey(JsonNamingPolicy.CamelCase.ConvertName(property.Name)).ShouldBeTrue($"{type}.{property.Name}");
    }

    [Fact]
    public void Every_event_has_one_sample_and_every_body_an_event()
    {
        EventSamples.All.Select(e => e.GetType()).ShouldBe(EventVocabulary.All, ignoreOrder: true);
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Host.Tests", "Ledger", "EventBodies"), "*.verified.json")
            .Select(f => Path.GetFileName(f).Split('.')[0]).Except(EventVocabulary.All.Select(t => t.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void A_changed_body_is_noticed()
    {
        var name = "Probe" + Guid.NewGuid().ToString("N")[..8];
        var folder = Path.Combine(Repository.Root, "tests", "Host.Tests", "Ledger", "EventBodies");
        var (verified, received) = (Path.Combine(folder, name + ".verified.json"), Path.Combine(folder, name + ".received.json"));
        try
        {
            Should.Throw<ShouldAssertException>(() => Verified.Matches("Host.Tests/Ledger/EventBodies", name, "{}"));
            File.Move(received, verified);
            Verified.Matches("Host.Tests/Ledger/EventBodies", name, "{}");
            Should.Throw<ShouldAssertException>(() => Verified.Matches("Host.Tests/Ledger/EventBodies", name, "{ }"));
        }
        finally
        {
            File.Delete(verified);
            File.Delete(received);
        }
    }

    /// <summary>The same object with its members in the order of their names, shorter ones first, as jsonb keeps them.</summary>
    private static string Shuffled(string json)
    {
        static JsonNode? Sort(JsonNode? node) => node switch
        {
            JsonObject o => new JsonObject(o.OrderBy(m => m.Key.Length).ThenBy(m => m.Key, StringComparer.Ordinal)
                .Select(m => KeyValuePair.Create(m.Key, Sort(m.Value)))),
            JsonArray a => new JsonArray([.. a.Select(Sort)]),
            null => null,
            _ => node.DeepClone(),
        };
        return Sort(JsonNode.Parse(json))!.ToJsonString(new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>The serializer of the real store; nothing is connected to.</summary>
    private static ISerializer StoreSerializer()
    {
        var options = new StoreOptions();
        using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        LedgerStore.Configure(options, nowhere, TimeProvider.System, EventVocabulary.All, SampleKeys.InFolder());
        return options.Serializer();
    }
}

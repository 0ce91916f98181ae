using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime.Text;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// OCEL 2.0 in JSON: events with the objects that they concern: the matter (or device, or catalogue entry), the unit, the person
/// under a pseudonym, and work items. Objects come first; of each there is one.
/// </summary>
internal sealed record OcelFormat(LedgerPages Pages, LedgerObjects Objects, Pseudonyms Pseudonyms)
    : ExportFormat("ocel2", "application/json; charset=utf-8", "log.jsonocel")
{
    private const string Unit = "unit", Person = "person", Task = "task";

    private static readonly string[]
        EventAttributes = ["sequence", "version", "recordedAt", "role", "channel", "command"], MatterAttributes = ["number"], TaskAttributes = ["element"];
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public override async Task Write(ExportScope scope, ExportSink sink, Action<StoredEvent> written, CancellationToken stop)
    {
        await using var json = new Utf8JsonWriter(sink.Waiting, Json);
        json.WriteStartObject();
        json.WriteStartArray("eventTypes");
        foreach (var type in await Objects.EventTypes(scope, stop)) Type(json, type, EventAttributes);
        json.WriteEndArray();
        var kinds = new SortedSet<string>(StringComparer.Ordinal);
        json.WriteStartArray("objects");
        await foreach (var stream in Objects.Streams(scope, stop))
        {
            kinds.Add(stream.Subject.Kind);
            Object(
                json, stream.Id.ToString(), stream.Subject.Kind, "number", stream.Subject.Number,
                stream.Subject.Unit is { Length: > 0 } unit ? (UnitId(unit), "responsible") : null);
            await HandOn(json, sink, stop);
        }
        await foreach (var unit in Objects.Units(scope, stop)) Object(json, UnitId(unit), Unit, null, null, null);
        await foreach (var account in Objects.Actors(scope, stop)) Object(json, PersonId(account), Person, null, null, null);
        await foreach (var task in Objects.Tasks(scope, stop))
        {
            Object(json, TaskId(task.Id), Task, "element", task.Element, (task.Stream.ToString(), "part of"));
            await HandOn(json, sink, stop);
        }
        json.WriteEndArray();
        json.WriteStartArray("objectTypes");
        foreach (var kind in kinds) Type(json, kind, MatterAttributes);
        Type(json, Unit, []);
        Type(json, Person, []);
        Type(json, Task, TaskAttributes);
        json.WriteEndArray();
        json.WriteStartArray("events");
        await foreach (var e in Pages.Read(scope, LedgerOrder.Sequence, subjects: false, LedgerObjects.TaskTypes, stop))
        {
            Event(json, e);
            written(e);
            await HandOn(json, sink, stop);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Event(Utf8JsonWriter json, StoredEvent e)
    {
        var origin = EventOrigin.Of(e);
        json.WriteStartObject();
        json.WriteString("id", e.Id);
        json.WriteString("type", e.Type);
        json.WriteString("time", origin.OccurredAt);
        json.WriteStartArray("attributes");
        foreach (var (name, value) in new[]
            {
                ("sequence", e.Sequence.ToString(CultureInfo.InvariantCulture)), ("version", e.Version.ToString(CultureInfo.InvariantCulture)),
                ("recordedAt", InstantPattern.ExtendedIso.Format(e.RecordedAt)), ("role", origin.Role), ("channel", origin.Channel),
                ("command", origin.Command),
            })
            if (value is not null)
            {
                json.WriteStartObject();
                json.WriteString("name", name);
                json.WriteString("value", value);
                json.WriteEndObject();
            }
        json.WriteEndArray();
        json.WriteStartArray("relationships");
        Relation(json, e.Stream.ToString(), "subject");
        if (origin.Unit is not null) Relation(json, UnitId(origin.Unit), "acting unit");
        if (origin.Actor is not null) Relation(json, PersonId(origin.Actor), "actor");
        foreach (var turn in TaskTurn.Of(e)) Relation(json, TaskId(turn.Task), turn.Transition);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Type(Utf8JsonWriter json, string name, string[] attributes)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray("attributes");
        foreach (var attribute in attributes)
        {
            json.WriteStartObject();
            json.WriteString("name", attribute);
            json.WriteString("type", attribute == "recordedAt" ? "time" : "string");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>An object; an attribute that it has from the start has the first moment of all, as the specification says.</summary>
    private static void Object(
        Utf8JsonWriter json, string id, string type, string? attribute, string? value, (string Object, string Qualifier)? related)
    {
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("type", type);
        if (attribute is not null && value is not null)
        {
            json.WriteStartArray("attributes");
            json.WriteStartObject();
            json.WriteString("name", attribute);
            json.WriteString("time", "1970-01-01T00:00:00Z");
            json.WriteString("value", value);
            json.WriteEndObject();
            json.WriteEndArray();
        }
        if (related is var (other, qualifier))
        {
            json.WriteStartArray("relationships");
            Relation(json, other, qualifier);
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    private static void Relation(Utf8JsonWriter json, string other, string qualifier)
    {
        json.WriteStartObject();
        json.WriteString("objectId", other);
        json.WriteString("qualifier", qualifier);
        json.WriteEndObject();
    }

    private static ValueTask HandOn(Utf8JsonWriter json, ExportSink sink, CancellationToken stop)
    {
        // What waits in the writer would be lost when the sink hands on what it has.
        json.Flush();
        return sink.HandOn(stop);
    }

    private static string UnitId(string unit) => "unit:" + unit;

    private string PersonId(string account) => "person:" + Pseudonyms.Of(account);

    private static string TaskId(Guid task) => "task:" + task;
}

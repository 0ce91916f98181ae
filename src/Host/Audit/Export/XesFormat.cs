using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime.Text;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// XES (IEEE 1849): a trace for each stream, named by the matter's number. Where an event moves work items, each of them is an event of
/// the trace, named by its task, with the standard life cycle; every other event is one that is complete. People stand under pseudonyms.
/// </summary>
internal sealed record XesFormat(LedgerPages Pages, Pseudonyms Pseudonyms) : ExportFormat("xes", "application/xml; charset=utf-8", "log.xes")
{
    public const string Namespace = "http://www.xes-standard.org/";

    private static readonly string[] Extensions = ["Concept", "Lifecycle", "Organizational", "Time"];
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(false), CloseOutput = false };

    public override async Task Write(ExportScope scope, ExportSink sink, Action<StoredEvent> written, CancellationToken stop)
    {
        using var xml = XmlWriter.Create(sink, Settings);
        Begin(xml, scope);
        var tasks = new Dictionary<Guid, string>();
        Guid? trace = null;
        await foreach (var e in Pages.Read(scope, LedgerOrder.Stream, subjects: true, LedgerObjects.TaskTypes, stop))
        {
            if (e.Stream != trace)
            {
                if (trace is not null) xml.WriteEndElement();
                trace = e.Stream;
                tasks.Clear();
                xml.WriteStartElement("trace");
                Text(xml, "concept:name", e.Subject!.Number ?? e.Stream.ToString());
                Text(xml, "kind", e.Subject.Kind);
                if (e.Subject.Unit is { Length: > 0 } unit) Text(xml, "unit", unit);
                Text(xml, "stream", e.Stream.ToString());
            }
            var turns = TaskTurn.Of(e);
            if (turns.Count == 0) Event(xml, e, e.Type, "complete");
            foreach (var turn in turns)
            {
                if (turn.Element is not null) tasks[turn.Task] = turn.Element;
                Event(xml, e, tasks.GetValueOrDefault(turn.Task, "task"), turn.Transition);
            }
            written(e);
            await sink.HandOn(stop);
        }
        if (trace is not null) xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Flush();
    }

    private static void Begin(XmlWriter xml, ExportScope scope)
    {
        xml.WriteStartDocument();
        xml.WriteStartElement("log", Namespace);
        xml.WriteAttributeString("xes.version", "1849.2016");
        xml.WriteAttributeString("xes.features", "");
        foreach (var extension in Extensions)
        {
            var prefix = extension == "Organizational" ? "org" : extension.ToLowerInvariant();
            xml.WriteStartElement("extension");
            xml.WriteAttributeString("name", extension);
            xml.WriteAttributeString("prefix", prefix);
            xml.WriteAttributeString("uri", $"{Namespace}{prefix}.xesext");
            xml.WriteEndElement();
        }
        Global(xml, "trace", ("string", "concept:name", "unknown"), ("string", "kind", "unknown"));
        Global(
            xml, "event", ("string", "concept:name", "unknown"), ("string", "lifecycle:transition", "complete"),
            ("date", "time:timestamp", "1970-01-01T00:00:00Z"), ("string", "org:resource", "unknown"));
        Classifier(xml, "Activity", "concept:name");
        Classifier(xml, "ActivityAndTransition", "concept:name lifecycle:transition");
        Classifier(xml, "Resource", "org:resource");
        Text(xml, "concept:name", "smartcity");
        Whole(xml, "horizon", scope.Horizon);
    }

    private void Event(XmlWriter xml, StoredEvent e, string name, string transition)
    {
        var origin = EventOrigin.Of(e);
        xml.WriteStartElement("event");
        Text(xml, "concept:name", name);
        Text(xml, "lifecycle:transition", transition);
        Date(xml, "time:timestamp", origin.OccurredAt);
        Text(xml, "org:resource", origin.Actor is null ? "unknown" : Pseudonyms.Of(origin.Actor));
        if (origin.Role is not null) Text(xml, "org:role", origin.Role);
        if (origin.Unit is not null) Text(xml, "org:group", origin.Unit);
        Text(xml, "eventType", e.Type);
        Whole(xml, "sequence", e.Sequence);
        Whole(xml, "version", e.Version);
        Date(xml, "recordedAt", InstantPattern.ExtendedIso.Format(e.RecordedAt));
        xml.WriteEndElement();
    }

    private static void Global(XmlWriter xml, string scope, params (string Type, string Key, string Value)[] attributes)
    {
        xml.WriteStartElement("global");
        xml.WriteAttributeString("scope", scope);
        foreach (var (type, key, value) in attributes) Attribute(xml, type, key, value);
        xml.WriteEndElement();
    }

    private static void Classifier(XmlWriter xml, string name, string keys)
    {
        xml.WriteStartElement("classifier");
        xml.WriteAttributeString("name", name);
        xml.WriteAttributeString("keys", keys);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string key, string value) => Attribute(xml, "string", key, value);

    private static void Date(XmlWriter xml, string key, string value) => Attribute(xml, "date", key, value);

    private static void Whole(XmlWriter xml, string key, long value) =>
        Attribute(xml, "int", key, value.ToString(CultureInfo.InvariantCulture));

    private static void Attribute(XmlWriter xml, string type, string key, string value)
    {
        xml.WriteStartElement(type);
        xml.WriteAttributeString("key", key);
        xml.WriteAttributeString("value", value);
        xml.WriteEndElement();
    }
}

using System.Buffers;
using System.Collections.Concurrent;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using JasperFx.Events;
using Marten;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The events of a batch on their way into Marten's own tables, all in one statement: <c>desk.append_events</c> moves every
/// stream from the version that was decided on to the next, or refuses the whole batch; so it does where a stream would begin to
/// hold something of a person who is erased. Marten's own append takes one call
/// a stream and one insert an event.
/// </summary>
internal sealed class LedgerAppend(IDocumentSession session, ISerializer serializer)
{
    private static readonly ConcurrentDictionary<Type, (string Name, string DotNetName)> Names = new();
    private static readonly JsonWriterOptions HeaderJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly List<Guid> _streams = [];
    private readonly List<long> _known = [];
    private readonly List<long> _reached = [];
    private readonly List<Guid> _ofStream = [];
    private readonly List<long> _versions = [];
    private readonly List<Guid> _ids = [];
    private readonly List<string> _types = [];
    private readonly List<string> _dotNetTypes = [];
    private readonly List<string> _bodies = [];
    private readonly List<string> _headers = [];
    private readonly List<string?> _correlations = [];
    private readonly List<string?> _causations = [];
    private readonly HashSet<Guid> _persons = [];

    /// <summary>The events of a command, onto one of its matters.</summary>
    public void Add(LedgerCommand command, Guid matter, Matter? before, Matter? after, IReadOnlyList<object> events, Instant now)
    {
        var known = before?.Version ?? 0;
        // Whom the stream held something of before is told of an erasure in it: its version says so.
        _persons.UnionWith((after?.Persons ?? []).Except(before?.Persons ?? []).Where(person => person != matter));
        _streams.Add(matter);
        _known.Add(known);
        _reached.Add(known + events.Count);
        foreach (var e in events.Select(e => command.Stamped(e, now)))
        {
            var (name, dotNetName) = Names.GetOrAdd(e.Fact.GetType(), _ => NamesOf(session.Events.BuildEvent(e.Fact)));
            _ofStream.Add(matter);
            _versions.Add(++known);
            _ids.Add(Guid.CreateVersion7(now.ToDateTimeOffset()));
            _types.Add(name);
            _dotNetTypes.Add(dotNetName);
            _bodies.Add(serializer.ToJson(e.Fact));
            _headers.Add(Headers(command, e));
            _correlations.Add(command.CorrelationId);
            _causations.Add(command.CausationId);
        }
    }

    public void Queue(Desk desk, Instant now)
    {
        if (_streams.Count > 0)
            desk.Queue(
                "select desk.append_events(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", _streams.ToArray(), _known.ToArray(),
                _reached.ToArray(), _ofStream.ToArray(), _versions.ToArray(), _ids.ToArray(), _types.ToArray(),
                _dotNetTypes.ToArray(), _bodies.ToArray(), _headers.ToArray(), _correlations.ToArray(), _causations.ToArray(), now,
                _persons.ToArray());
    }

    private static (string Name, string DotNetName) NamesOf(IEvent e) => (e.EventTypeName, e.DotNetTypeName);

    private static string Headers(LedgerCommand command, Dated e)
    {
        var actor = e.By!;
        var buffer = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(buffer, HeaderJson))
        {
            json.WriteStartObject();
            json.WriteString(EventHeaders.Actor, actor.Id);
            json.WriteString(EventHeaders.Role, string.Join(' ', actor.Roles));
            json.WriteString(EventHeaders.Unit, actor.Unit);
            json.WriteString(EventHeaders.Channel, actor.Channel);
            if (actor != command.Actor) json.WriteString(EventHeaders.RecordedBy, command.Actor.Id);
            json.WriteString(EventHeaders.Command, command.Name);
            json.WriteString(EventHeaders.CommandId, command.Id);
            json.WriteString(EventHeaders.OccurredAt, InstantPattern.ExtendedIso.Format(e.OccurredAt));
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}

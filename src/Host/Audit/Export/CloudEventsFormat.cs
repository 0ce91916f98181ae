using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime.Text;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// CloudEvents 1.0 in the JSON event format, one a line: all that is stored of an event. Without a mask bodies are those that are
/// stored, byte by byte, so that a system can be made of it again; with one a hash of the stored body stands beside, by which a line
/// is proved all the same. What is sealed stays so.
/// </summary>
internal sealed record CloudEventsFormat(LedgerPages Pages, AuditJson? Mask)
    : ExportFormat("cloudevents", "application/x-ndjson", "events.ndjson")
{
    /// <summary>What <see cref="Bodies"/> says of bodies that are stored so, and of masked ones.</summary>
    public const string Stored = "stored", Masked = "masked";

    /// <summary>Where every event is from; <c>type</c> is this with the type behind it.</summary>
    public const string Source = "urn:smartcity:ledger", TypePrefix = "smartcity.";

    /// <summary>Attributes beside those of the specification; names have small letters only.</summary>
    public const string Sequence = "sequence", StreamVersion = "streamversion", RecordedAt = "recordedat", ClrType = "clrtype",
        Headers = "headers", BodySha256 = "bodysha256", CorrelationId = "correlationid", CausationId = "causationid";

    // Every line is valid by itself: bodies and headers come out of the database as JSON.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public override string? Bodies => Mask is null ? Stored : Masked;

    public override async Task Write(ExportScope scope, ExportSink sink, Action<StoredEvent> written, CancellationToken stop)
    {
        await using var json = new Utf8JsonWriter(sink.Waiting, Json);
        await foreach (var e in Pages.Read(scope, LedgerOrder.Sequence, subjects: Mask is not null, bodies: null, stop))
        {
            Line(json, e);
            json.Flush();
            json.Reset(sink.Waiting);
            sink.Write("\n"u8);
            written(e);
            await sink.HandOn(stop);
        }
    }

    private void Line(Utf8JsonWriter json, StoredEvent e)
    {
        json.WriteStartObject();
        json.WriteString("specversion", "1.0");
        json.WriteString("id", e.Id);
        json.WriteString("source", Source);
        json.WriteString("type", TypePrefix + e.Type);
        json.WriteString("subject", e.Stream);
        json.WriteString("time", EventOrigin.Of(e).OccurredAt);
        json.WriteString("datacontenttype", "application/json");
        json.WriteString("dataschema", "urn:smartcity:event:" + e.Type);
        // Sequences of the CloudEvents extension are compared as text.
        json.WriteString(Sequence, e.Sequence.ToString("D19", CultureInfo.InvariantCulture));
        json.WriteNumber(StreamVersion, e.Version);
        json.WriteString(RecordedAt, InstantPattern.ExtendedIso.Format(e.RecordedAt));
        json.WriteString(ClrType, e.ClrType);
        if (e.Headers is not null) json.WriteString(Headers, e.Headers);
        if (e.CorrelationId is not null) json.WriteString(CorrelationId, e.CorrelationId);
        if (e.CausationId is not null) json.WriteString(CausationId, e.CausationId);
        if (Mask is not null) json.WriteString(BodySha256, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(e.Body!))));
        json.WritePropertyName("data");
        if (Mask is not null && e.Subject!.Kind != ExportSelection.Catalogue) Mask.Masked(JsonNode.Parse(e.Body!), e.Subject.Kind, clear: false)!.WriteTo(json);
        else json.WriteRawValue(e.Body!, skipInputValidation: true);
        json.WriteEndObject();
    }
}

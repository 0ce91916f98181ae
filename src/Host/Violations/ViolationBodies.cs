using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Violations;

internal sealed record PlaceBody(double Longitude, double Latitude, string? Address = null);

internal sealed record SubjectBody(
    string Name, string? CreditCode = null, string? IdNumber = null, string? Phone = null, string? Plate = null);

internal sealed record ReportViolationBody(
    string Kind, PlaceBody Location, SubjectBody? Subject = null, EvidenceBodies? Evidence = null, string? Description = null,
    Instant? At = null);

internal sealed record AddEvidenceBody(EvidenceBodies Evidence);

internal sealed record StatementBody(string Text);

internal sealed record PaymentBody(decimal Amount, string Receipt, LocalDate? PaidOn = null);

internal sealed record RemedyBody(string Remedy, string Body, LocalDate? Day = null, string? Document = null);

internal sealed record RemedyEndBody(string Result, LocalDate? Day = null, string? Document = null);

internal sealed record OwnerBody(string Name, string Phone);

internal sealed record VehicleReadingBody(
    string Reading, string Plate, Instant At, string Method, string Place, bool Passed, PlaceBody Location,
    IReadOnlyDictionary<string, decimal>? Values = null, OwnerBody? Owner = null);

/// <summary>One piece of evidence as it is sent.</summary>
internal sealed record EvidenceBody(
    Guid? AttachmentId, string? Sha256, string Description, string? Device, string? Point, decimal? Value, decimal? Limit,
    Instant? At);

/// <summary>
/// Evidence comes in many shapes: one piece or a list; an attachment's id, words, or an object with
/// <c>attachmentId</c> and <c>sha256</c>, <c>device</c>, <c>point</c>, <c>value</c>, <c>limit</c> and <c>at</c>, and a
/// <c>description</c>. What an object says besides is kept as it was said.
/// </summary>
[JsonConverter(typeof(EvidenceJson))]
internal sealed record EvidenceBodies(IReadOnlyList<EvidenceBody> Items);

internal sealed class EvidenceJson : JsonConverter<EvidenceBodies>
{
    private static readonly string[] Known =
        ["attachmentId", "sha256", "description", "device", "point", "value", "limit", "at"];

    public override EvidenceBodies Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        var root = document.RootElement;
        return new(root.ValueKind == JsonValueKind.Array ? [.. root.EnumerateArray().Select(One)] : [One(root)]);
    }

    public override void Write(Utf8JsonWriter writer, EvidenceBodies value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.Items, options);

    private static EvidenceBody One(JsonElement given) => given.ValueKind switch
    {
        JsonValueKind.String when given.TryGetGuid(out var id) => new(id, null, "", null, null, null, null, null),
        JsonValueKind.String => new(null, null, given.GetString()!, null, null, null, null, null),
        JsonValueKind.Object => Of(given),
        _ => throw new JsonException("Evidence is an attachment's id, words, or an object."),
    };

    private static EvidenceBody Of(JsonElement given)
    {
        var more = given.EnumerateObject().Where(member => !Known.Contains(member.Name))
            .Select(member => $"{member.Name}: {member.Value.GetRawText()}");
        var words = string.Join("; ", ((string[])[Text(given, "description") ?? "", .. more]).Where(part => part.Length > 0));
        return new(
            Text(given, "attachmentId") is { } id ? Guid.TryParse(id, out var attachment) ? attachment
                : throw new JsonException("attachmentId is no id.") : null,
            Text(given, "sha256"), words, Text(given, "device"), Text(given, "point"), Number(given, "value"),
            Number(given, "limit"), Time(given));
    }

    private static string? Text(JsonElement given, string name) =>
        !given.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : throw new JsonException($"{name} is no text.");

    private static decimal? Number(JsonElement given, string name) =>
        !given.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.Number && decimal.TryParse(
            value.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new JsonException($"{name} is no number.");

    private static Instant? Time(JsonElement given) => Text(given, "at") is not { } text ? null
        : BeijingInstantJson.TryParse(text, out var at) ? at
        : throw new JsonException("at is no time with offset.");
}

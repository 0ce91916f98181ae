using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Host.GridCases;

internal sealed record LocationBody(
    [property: JsonConverter(typeof(CoordinateJson))] double Longitude,
    [property: JsonConverter(typeof(CoordinateJson))] double Latitude,
    string? Address = null);

internal sealed record ReporterBody(string Name, string Phone);

internal sealed record ReportCaseBody(
    string? Kind, string Channel, string Title, string Description, LocationBody Location, ReporterBody? Reporter = null,
    int? EmergencyLevel = null, string? EmergencyPlan = null, bool Danger = false, IReadOnlyList<Guid>? Photos = null,
    Guid? PatrolShift = null, Instant? ReportedAt = null);

internal sealed record DemandBody(string Title, string? Kind = null, string? Description = null, LocationBody? Location = null);

internal sealed record SplitBody(IReadOnlyList<DemandBody> Demands);

internal sealed record MergeBody(Guid Into);

internal sealed record ContactBody(string Remark);

internal sealed record FeedbackBody(
    string Text, IReadOnlyList<Guid>? PhotosBefore = null, IReadOnlyList<Guid>? PhotosAfter = null);

internal sealed record ExtensionBody(TimeLimit By, string Reason);

internal sealed record SuspendCaseBody(string Ground, TimeLimit Needed, string Reason);

internal sealed record WhistleBody(IReadOnlyList<string> Units);

/// <summary>
/// A coordinate that is no number reads as none, so that the refusal of the domain says what is wrong with it and where.
/// </summary>
internal sealed class CoordinateJson : JsonConverter<double>
{
    public override bool HandleNull => true;

    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out var degrees)) return degrees;
        reader.Skip();
        return double.NaN;
    }

    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}

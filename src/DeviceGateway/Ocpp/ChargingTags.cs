using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>A card or account that may charge (充电卡).</summary>
/// <param name="Expires">From this moment on it counts no more.</param>
/// <param name="OneAtATime">It may not charge at two piles at once.</param>
public sealed record ChargingTag(string IdTag, bool Blocked = false, DateTimeOffset? Expires = null, string? Parent = null, bool OneAtATime = false);

/// <summary>Who may charge, as the catalogue lists it (<c>catalog/charging-tags.json</c>); without the file nobody.</summary>
public sealed class ChargingTags
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly Dictionary<string, ChargingTag> _tags;

    public ChargingTags(IEnumerable<ChargingTag> tags) => _tags = tags.ToDictionary(t => t.IdTag, StringComparer.OrdinalIgnoreCase);

    /// <exception cref="JsonException">The file is not as it must be.</exception>
    public static ChargingTags Load(string file) =>
        new(File.Exists(file) ? JsonSerializer.Deserialize<List<ChargingTag>>(File.ReadAllBytes(file), Json) ?? [] : []);

    internal ChargingTag? Find(string idTag) => _tags.GetValueOrDefault(idTag);

    /// <summary>Accepted, Blocked, Expired or Invalid, in the words of OCPP.</summary>
    internal string StatusOf(string idTag, Instant now) => Find(idTag) switch
    {
        null => "Invalid",
        { Blocked: true } => "Blocked",
        { Expires: { } at } when now >= Instant.FromDateTimeOffset(at) => "Expired",
        _ => "Accepted",
    };
}

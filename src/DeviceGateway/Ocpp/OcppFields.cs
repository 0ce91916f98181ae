using System.Text.Json;
using NodaTime;
using SmartCity.DeviceGateway.Messages;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>The fields of a payload, checked as the schemas of OCPP 1.6 have them.</summary>
/// <exception cref="OcppFaultException">From every member, with the code that the standard has for what is wrong.</exception>
internal readonly struct OcppFields
{
    private readonly JsonElement _json;
    private readonly string _path;

    /// <param name="known">All fields that the payload may have.</param>
    public OcppFields(JsonElement json, string path, params ReadOnlySpan<string> known)
    {
        (_json, _path) = (json, path);
        if (json.ValueKind != JsonValueKind.Object) throw Refused(OcppFault.Type($"{path} is an object."));
        foreach (var field in json.EnumerateObject())
            if (!known.Contains(field.Name))
                throw Refused(OcppFault.Formation($"{path} has no field '{Shown(field.Name)}'."));
    }

    public string Text(string field, int longest) => OptionalText(field, longest) ?? throw Missing(field);

    public string? OptionalText(string field, int longest)
    {
        if (!Find(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) throw Refused(OcppFault.Type($"{_path}.{field} is a text."));
        if (WireRules.Spoken(value) is { } text && (text.Length == 0 || WireRules.IsText(text, longest))) return text;
        throw Refused(OcppFault.Property($"{_path}.{field} has at most {longest} characters."));
    }

    public string OneOf(string field, params ReadOnlySpan<string> values) => OptionalOneOf(field, values) ?? throw Missing(field);

    public string? OptionalOneOf(string field, params ReadOnlySpan<string> values)
    {
        if (!Find(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) throw Refused(OcppFault.Type($"{_path}.{field} is a text."));
        if (WireRules.Spoken(value) is { } text && values.Contains(text)) return text;
        throw Refused(OcppFault.Property($"{_path}.{field} is none of its values."));
    }

    public int Whole(string field, int least) => OptionalWhole(field, least) ?? throw Missing(field);

    public int? OptionalWhole(string field, int least)
    {
        if (!Find(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.Number) throw Refused(OcppFault.Type($"{_path}.{field} is a whole number."));
        if (!value.TryGetInt32(out var number)) throw Refused(OcppFault.Type($"{_path}.{field} is a whole number of 32 bits."));
        return number >= least ? number : throw Refused(OcppFault.Property($"{_path}.{field} is at least {least}."));
    }

    /// <summary>A time; out of the accepted span it is a fault, as a clock that was never set would be.</summary>
    public Instant Time(string field, Instant now) => OptionalTime(field, now) ?? throw Missing(field);

    public Instant? OptionalTime(string field, Instant now)
    {
        if (!Find(field, out var value)) return null;
        if (value.ValueKind != JsonValueKind.String) throw Refused(OcppFault.Type($"{_path}.{field} is a time."));
        if (!WireRules.TryTime(value, out var at)) throw Refused(OcppFault.Property($"{_path}.{field} is a time of ISO 8601 with offset."));
        return AcceptedValues.Time(at, now)
            ? at
            : throw Refused(OcppFault.Property($"{_path}.{field} lies between 2000-01-01 and a day ahead of now."));
    }

    public IEnumerable<(JsonElement Item, string Path)> List(string field, int least, int most)
    {
        if (!Find(field, out var value)) return least == 0 ? [] : throw Missing(field);
        if (value.ValueKind != JsonValueKind.Array) throw Refused(OcppFault.Type($"{_path}.{field} is a list."));
        if (value.GetArrayLength() < least || value.GetArrayLength() > most)
            throw Refused(OcppFault.Occurrence($"{_path}.{field} has {least} to {most} entries."));
        var path = $"{_path}.{field}";
        return value.EnumerateArray().Select((item, at) => (item, $"{path}[{at}]"));
    }

    public static OcppFaultException Refused(OcppFault fault) => new(fault);

    private OcppFaultException Missing(string field) => Refused(OcppFault.Occurrence($"{_path}.{field} is required."));

    private bool Find(string field, out JsonElement value) => _json.TryGetProperty(field, out value);

    private static string Shown(string name) => name[..Math.Min(name.Length, WireRules.LongestName)];
}

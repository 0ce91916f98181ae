using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>A parameter that a command lacks, or whose value it cannot take; the message is for people.</summary>
internal sealed class ParameterException(string message) : Exception(message);

/// <summary>The parameters of a command, checked as they are asked for.</summary>
internal sealed class Parameters
{
    private readonly Dictionary<string, JsonElement> _values;

    private Parameters(Dictionary<string, JsonElement> values) => _values = values;

    /// <param name="json">An object; empty for none.</param>
    public static Parameters Read(string json)
    {
        if (string.IsNullOrWhiteSpace(json)) return new([]);
        try
        {
            return new(JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(json) ?? []);
        }
        catch (JsonException)
        {
            throw new ParameterException("参数不是 JSON 对象。The parameters are no JSON object.");
        }
    }

    public int Number(string name, int least, int most) => Whole(name) is { } number && number >= least && number <= most
        ? number
        : throw new ParameterException(
            $"“{name}”应为 {least} 至 {most} 的整数。“{name}” must be a whole number from {least} to {most}.");

    public int OneOf(string name, int[] choices) => Whole(name) is { } number && choices.Contains(number)
        ? number
        : throw new ParameterException(
            $"“{name}”应为 {string.Join('、', choices)} 之一。“{name}” must be one of {string.Join(", ", choices)}.");

    /// <summary>A time with its offset, or as stations write it.</summary>
    public Instant Time(string name)
    {
        var text = Text(name) ?? throw new ParameterException($"缺少“{name}”。“{name}” is missing.");
        if (OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } parsed) return parsed.Value.ToInstant();
        if (StationTime.TryRead(Encoding.UTF8.GetBytes(text), out var local)) return local;
        throw new ParameterException(
            $"“{name}”应为带时区的时间或 YYYYMMDDhhmmss。“{name}” must be a time with its offset, or YYYYMMDDhhmmss.");
    }

    /// <summary><c>PolId=…</c> for the parameter <c>factor</c>; empty where there is none.</summary>
    public string Factor()
    {
        if (Text("factor") is not { } factor) return "";
        if (factor.Length is 0 or > 32 || !factor.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-'))
            throw new ParameterException("“factor”应为因子编码。“factor” must be the code of a factor.");
        return "PolId=" + factor;
    }

    public string NeededFactor() => Factor() is { Length: > 0 } factor
        ? factor
        : throw new ParameterException("缺少“factor”。“factor” is missing.");

    private int? Whole(string name) => !_values.TryGetValue(name, out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : value.ValueKind == JsonValueKind.String
            && int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read
        : null;

    private string? Text(string name) => _values.TryGetValue(name, out var value) && value.ValueKind == JsonValueKind.String
        ? value.GetString()
        : null;
}

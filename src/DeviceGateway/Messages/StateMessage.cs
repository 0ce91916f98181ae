using System.Buffers;
using System.Text.Json;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Shared;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>What state a part of a device says that it is in, or, without a part, the device as a whole.</summary>
/// <param name="At">Since when by the device's clock; null: as it arrives.</param>
public sealed record StateMessage(string? Component, string State, string? Code, Instant? At)
{
    private const string Online = "online", Offline = "offline";

    /// <summary>It takes its leave, or its will does.</summary>
    public bool SaysOffline => Component is null && State == Offline;

    /// <summary>It is there, which every message says.</summary>
    public bool SaysOnline => Component is null && State == Online;

    /// <summary>Reads <c>{component?, state, code?, at?}</c>, strictly.</summary>
    public static Read<StateMessage> Read(ReadOnlySequence<byte> json, Instant now)
    {
        var fields = new JsonFields(json, "component", "state", "code", "at");
        var component = fields.Name("component");
        var state = fields.Text("state", WireRules.LongestName, required: true);
        var code = fields.Text("code", WireRules.LongestName);
        var at = fields.Time("at", now);
        return fields.Fault is { } fault ? fault : new StateMessage(component, state!, code, at);
    }
}

/// <summary>What a device made of a command.</summary>
/// <param name="Result">JSON, as sent.</param>
/// <param name="Code">Why not, where it did not.</param>
public sealed record CommandResult(bool Ok, string? Result, string? Code, string? Text)
{
    private const int LongestResult = 4096, LongestText = 500;

    /// <summary>Reads <c>{ok, result?, code?, text?}</c>, strictly.</summary>
    public static Read<CommandResult> Read(ReadOnlySequence<byte> json)
    {
        var fields = new JsonFields(json, "ok", "result", "code", "text");
        var ok = fields.Flag("ok");
        var result = fields.Raw("result", LongestResult);
        var code = fields.Text("code", WireRules.LongestName);
        var text = fields.Text("text", LongestText);
        return fields.Fault is { } fault ? fault : new CommandResult(ok, result, code, text);
    }
}

/// <summary>The fields of a small JSON object; the first thing that is wrong is kept as the fault.</summary>
internal sealed class JsonFields
{
    private const int Deepest = 8;
    private readonly Dictionary<string, JsonElement> _fields = [];

    public JsonFields(ReadOnlySequence<byte> json, params ReadOnlySpan<string> known)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = Deepest });
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                Broken("", "应为对象。", "An object is expected.");
                return;
            }
            foreach (var field in document.RootElement.EnumerateObject())
                if (!known.Contains(field.Name) || !_fields.TryAdd(field.Name, field.Value.Clone()))
                    Broken(field.Name[..Math.Min(field.Name.Length, WireRules.LongestName)],
                        "未知或重复的字段。", "An unknown field, or one that stands twice.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            Fault = new("", new("不是有效的 JSON。", "This is not valid JSON."), Malformed: true);
        }
    }

    public MessageFault? Fault { get; private set; }

    public string? Name(string field)
    {
        var text = Text(field, WireRules.LongestName);
        if (text is null || AcceptedValues.Point(text)) return text;
        Broken(field, "应为 1–64 个字母、数字或 . _ -。", "A name has 1 to 64 letters, digits, '.', '_' or '-'.");
        return null;
    }

    public string? Text(string field, int longest, bool required = false)
    {
        if (!_fields.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null)
        {
            if (required) Broken(field, "必填。", "Required.");
            return null;
        }
        if (WireRules.Spoken(value) is { } text && WireRules.IsText(text, longest)) return text;
        Broken(field, $"应为 1–{longest} 个字符的文本。", $"A text of 1 to {longest} characters is expected.");
        return null;
    }

    public Instant? Time(string field, Instant now)
    {
        if (!_fields.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (WireRules.TryTime(value, out var at) && AcceptedValues.Time(at, now)) return at;
        Broken(field, "应为带时区的 ISO 8601 时间，在 2000-01-01 与当前时间后一天之间。",
            "A time in ISO 8601 with offset is expected, between 2000-01-01 and one day ahead of now.");
        return null;
    }

    public bool Flag(string field)
    {
        if (_fields.TryGetValue(field, out var value) && value.ValueKind is JsonValueKind.True or JsonValueKind.False)
            return value.ValueKind == JsonValueKind.True;
        Broken(field, "应为 true 或 false。", "True or false is expected.");
        return false;
    }

    public string? Raw(string field, int longest)
    {
        if (!_fields.TryGetValue(field, out var value) || value.ValueKind == JsonValueKind.Null) return null;
        if (WireRules.Raw(value) is { } raw && raw.Length <= longest) return raw;
        Broken(field, $"最多 {longest} 个字符。", $"At most {longest} characters.");
        return null;
    }

    private void Broken(string field, string zh, string en) => Fault ??= new(field, new LocalizedText(zh, en));
}

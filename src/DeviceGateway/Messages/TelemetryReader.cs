using System.Buffers;
using System.Text.Json;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Shared;

namespace SmartCity.DeviceGateway.Messages;

/// <summary>
/// Reads telemetry in JSON, the same over HTTP and MQTT: an item <c>{point, value, at, flag?}</c>, an array of items, or
/// <c>{items: […], sentAt?}</c>. Strict: an unknown or repeated field, a number in a text, a time without offset is a fault,
/// and one fault refuses the message.
/// </summary>
public ref struct TelemetryReader
{
    /// <summary>Most items of one message.</summary>
    public const int MostItems = 5000;

    private const int Deepest = 4;
    private readonly List<Reading> _items = [];
    private readonly Instant _now;
    private Utf8JsonReader _json;
    private Instant? _sentAt;
    private MessageFault? _fault;
    private string _list = "";
    private bool _single;

    private TelemetryReader(ReadOnlySequence<byte> json, Instant now)
    {
        _json = new(json, new JsonReaderOptions { MaxDepth = Deepest });
        _now = now;
    }

    /// <param name="now">Times more than a day ahead of it are refused.</param>
    public static Read<Readings> Read(ReadOnlySequence<byte> json, Instant now)
    {
        try
        {
            var reader = new TelemetryReader(json, now);
            return reader.Message() && !reader._json.Read() ? new Readings(reader._items, reader._sentAt) : reader._fault!;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new MessageFault("", new("不是有效的 JSON。", "This is not valid JSON."), Malformed: true);
        }
    }

    private bool Message()
    {
        _json.Read();
        if (_json.TokenType == JsonTokenType.StartArray) return Items();
        if (_json.TokenType != JsonTokenType.StartObject) return Broken("", "应为对象或数组。", "An object or an array is expected.");
        _json.Read();
        if (_json.TokenType == JsonTokenType.PropertyName && (_json.ValueTextEquals("items"u8) || _json.ValueTextEquals("sentAt"u8)))
            return Envelope();
        _single = true;
        return Item();
    }

    private bool Envelope()
    {
        var (items, sent) = (false, false);
        for (; _json.TokenType == JsonTokenType.PropertyName; _json.Read())
            if (_json.ValueTextEquals("items"u8) && !items)
            {
                items = true;
                _list = "items";
                _json.Read();
                if (_json.TokenType != JsonTokenType.StartArray) return Broken("items", "应为数组。", "An array is expected.");
                if (!Items()) return false;
            }
            else if (_json.ValueTextEquals("sentAt"u8) && !sent)
            {
                sent = true;
                _json.Read();
                if (!WireRules.TryTime(ref _json, out var at)) return NoTime("sentAt");
                _sentAt = at;
            }
            else
            {
                return Unknown("");
            }
        return items || Broken("items", "必填。", "Required.");
    }

    private bool Items()
    {
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_items.Count == MostItems) return Broken(_list, $"每次最多 {MostItems} 条。", $"At most {MostItems} items in one message.");
            if (_json.TokenType != JsonTokenType.StartObject) return Broken(Path(""), "应为对象。", "An object is expected.");
            _json.Read();
            if (!Item()) return false;
        }
        return true;
    }

    /// <summary>One item, from its first field to its end.</summary>
    private bool Item()
    {
        string? point = null;
        double? value = null;
        Instant? at = null;
        DataFlag? flag = null;
        for (; _json.TokenType == JsonTokenType.PropertyName; _json.Read())
            if (_json.ValueTextEquals("point"u8) && point is null)
            {
                _json.Read();
                if (_json.TokenType != JsonTokenType.String || _json.GetString() is not { } name || !AcceptedValues.Point(name)) return NoName();
                point = name;
            }
            else if (_json.ValueTextEquals("value"u8) && value is null)
            {
                _json.Read();
                if (_json.TokenType != JsonTokenType.Number || !_json.TryGetDouble(out var number) || !AcceptedValues.Value(number)) return NoNumber();
                value = number;
            }
            else if (_json.ValueTextEquals("at"u8) && at is null)
            {
                _json.Read();
                if (!WireRules.TryTime(ref _json, out var time)) return NoTime(Path("at"));
                if (!AcceptedValues.Time(time, _now)) return OutOfTime(Path("at"));
                at = time;
            }
            else if (_json.ValueTextEquals("flag"u8) && flag is null)
            {
                _json.Read();
                if (_json.TokenType != JsonTokenType.String || !WireRules.TryFlag(_json.GetString(), out var letter)) return NoFlag();
                flag = letter;
            }
            else
            {
                return Unknown(Path(""));
            }
        if (point is null || value is null || at is null)
            return Broken(Path(point is null ? "point" : value is null ? "value" : "at"), "必填。", "Required.");
        _items.Add(new(point, at.Value, value.Value, flag ?? DataFlag.Normal));
        return true;
    }

    private readonly string Path(string field) =>
        _single ? field : $"{_list}[{_items.Count}]{(field.Length == 0 ? "" : ".")}{field}";

    private bool Unknown(string path)
    {
        var name = _json.GetString() ?? "";
        if (name.Length > WireRules.LongestName) name = name[..WireRules.LongestName];
        return Broken(path.Length == 0 ? name : $"{path}.{name}", "未知或重复的字段。", "An unknown field, or one that stands twice.");
    }

    private bool NoName() => Broken(Path("point"),
        "测点名为 1–64 个字母、数字或 . _ -。", "A point is named by 1 to 64 letters, digits, '.', '_' or '-'.");

    private bool NoNumber() => Broken(Path("value"), "应为有限的数值。", "A finite number is expected.");

    private bool NoTime(string path) => Broken(path,
        "应为带时区的 ISO 8601 时间。", "A time in ISO 8601 with offset is expected, such as 2026-03-13T09:00:00+08:00.");

    private bool OutOfTime(string path) => Broken(path,
        "时间须在 2000-01-01 与当前时间后一天之间。", "The time must lie between 2000-01-01 and one day ahead of now.");

    private bool NoFlag() => Broken(Path("flag"), "标记为 N F M S D C T B 之一。", "A flag is one of N F M S D C T B.");

    private bool Broken(string field, string zh, string en)
    {
        _fault = new(field, new LocalizedText(zh, en));
        return false;
    }
}

using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using SmartCity.DeviceGateway.Messages;

namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>One message of OCPP-J 1.6 (clause 4.2): a JSON array that begins with its type.</summary>
internal abstract record OcppFrame(string Id)
{
    private const int CallType = 2, ResultType = 3, ErrorType = 4, LongestId = 36, LongestAction = 64, LongestText = 255, Deepest = 10;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The id under which what has no id of its own is refused.</summary>
    public const string NoId = "-1";

    internal sealed record Call(string Id, string Action, JsonElement Payload) : OcppFrame(Id);

    internal sealed record Result(string Id, JsonElement Payload) : OcppFrame(Id);

    internal sealed record Error(string Id, string Code, string Description) : OcppFrame(Id);

    /// <summary>Not a message; what is to be answered, if anything.</summary>
    internal sealed record Broken(string Id, OcppFault Fault) : OcppFrame(Id);

    /// <summary>Total: whatever the bytes, there is a frame.</summary>
    public static OcppFrame Read(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = Deepest });
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Array || root.GetArrayLength() < 3) return NoMessage(NoId, "A message is an array of three to five.");
            if (WireRules.Spoken(root[1]) is not { } id || !WireRules.IsText(id, LongestId))
                return NoMessage(NoId, $"The second element is the message's id, a text of 1 to {LongestId} characters.");
            return (root[0].ValueKind == JsonValueKind.Number && root[0].TryGetInt32(out var type) ? type : 0, root.GetArrayLength()) switch
            {
                (CallType, 4) when WireRules.Spoken(root[2]) is { } action && WireRules.IsText(action, LongestAction) =>
                    root[3].ValueKind == JsonValueKind.Object
                        ? new Call(id, action, root[3].Clone())
                        : new Broken(id, OcppFault.Formation("The payload of a call is an object.")),
                (ResultType, 3) when root[2].ValueKind == JsonValueKind.Object => new Result(id, root[2].Clone()),
                (ErrorType, 4 or 5) when WireRules.Spoken(root[2]) is { } code => new Error(id, Cut(code), Cut(WireRules.Spoken(root[3]) ?? "")),
                _ => NoMessage(id, "This is no CALL, CALLRESULT or CALLERROR."),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return NoMessage(NoId, "This is not valid JSON.");
        }
    }

    public static byte[] WriteCall(string id, string action, JsonObject payload) =>
        Bytes(new JsonArray(CallType, id, action, payload.DeepClone()));

    public static byte[] WriteResult(string id, JsonObject payload) => Bytes(new JsonArray(ResultType, id, payload));

    public static byte[] WriteError(string id, OcppFault fault) =>
        Bytes(new JsonArray(ErrorType, id, fault.Code, Cut(fault.Description), new JsonObject()));

    private static Broken NoMessage(string id, string why) => new(id, OcppFault.Formation(why));

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];

    private static byte[] Bytes(JsonArray message) => JsonSerializer.SerializeToUtf8Bytes(message, Json);
}

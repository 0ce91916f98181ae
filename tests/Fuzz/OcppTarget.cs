using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.DeviceGateway.Ocpp;

namespace SmartCity.Fuzz;

/// <summary>The readers of OCPP 1.6J: messages, the payloads of calls, the answers to ours. What is answered is a message again.</summary>
internal static class OcppTarget
{
    private static readonly Instant Now = Instant.FromUtc(2030, 1, 1, 0, 0);

    private static readonly OcppOrder[] Orders =
        [new("GetConfiguration", []), new("Reset", [], "Accepted"), new("ChangeConfiguration", [], "Accepted", "RebootRequired")];

    public static void Read(byte[] bytes)
    {
        switch (OcppFrame.Read(bytes))
        {
            case OcppFrame.Broken broken:
                Sound(OcppFrame.WriteError(broken.Id, broken.Fault));
                break;
            case OcppFrame.Call call:
                if (Fault(() => OcppRequest.Read(call.Action, call.Payload, Now)) is { } fault) Sound(OcppFrame.WriteError(call.Id, fault));
                Sound(OcppFrame.WriteResult(call.Id, new JsonObject { ["status"] = "Accepted" }));
                break;
            case OcppFrame.Result result:
                foreach (var order in Orders) Fault(() => order.Judge(Guid.Empty, result.Payload));
                break;
        }
    }

    private static OcppFault? Fault(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (OcppFaultException refused)
        {
            return refused.Fault;
        }
    }

    private static void Sound(byte[] answer)
    {
        using var json = JsonDocument.Parse(answer);
        if (OcppFrame.Read(answer) is OcppFrame.Broken) throw new InvalidOperationException("The answer is no message.");
    }
}

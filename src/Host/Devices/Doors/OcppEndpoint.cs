using System.Net.WebSockets;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Ocpp;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;

namespace SmartCity.Host.Devices.Doors;

/// <summary>Where charging piles connect: <c>ws://…/ocpp/{code}</c>, sub-protocol <c>ocpp1.6</c>, Basic authentication.</summary>
internal static class OcppEndpoint
{
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(30);

    public static void MapOcpp(this WebApplication app)
    {
        app.UseWebSockets();
        app.MapGet("/ocpp/{code}", Connect).RequireAuthorization(Rights.SendTelemetry).ExcludeFromDescription();
    }

    private static async Task<IResult> Connect(
        string code, HttpContext http, OcppDoor door, IDeviceDirectory directory, IHostApplicationLifetime lifetime)
    {
        if (directory.ByCode(code) is not { MaySpeak: true } device || !device.Protocols.Contains("ocpp16"))
            return new DeviceMayNotSpeak().ToProblem();
        if (!http.WebSockets.IsWebSocketRequest)
        {
            http.Response.Headers.Upgrade = "websocket";
            return new Problem(426, "ocpp.websocket-required", new("此地址只接受 WebSocket。", "This address speaks WebSocket only.")).ToResult();
        }
        if (!door.HasRoom) return Problem.OfStatus(503).ToResult();
        var agreed = http.WebSockets.WebSocketRequestedProtocols.Contains(OcppDoor.SubProtocol);
        using var socket = await http.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            SubProtocol = agreed ? OcppDoor.SubProtocol : null,
            KeepAliveInterval = KeepAlive,
            KeepAliveTimeout = KeepAlive,
        });
        if (!agreed)
        {
            // OCPP-J 1.6, 3.2: the handshake is completed without a sub-protocol, and the connection closed at once.
            await socket.CloseAsync(WebSocketCloseStatus.ProtocolError, "ocpp1.6 only", http.RequestAborted);
            return Results.Empty;
        }
        var secret = DeviceScheme.SecretOf(http.Request)!;
        await door.Serve(
            device, socket, () => directory.ById(device.Id) is { MaySpeak: true } now && (ReferenceEquals(now, device) || directory.Proves(now, secret)),
            lifetime.ApplicationStopping);
        return Results.Empty;
    }
}

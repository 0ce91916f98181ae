using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace SmartCity.Host.Tests.Devices.Doors;

/// <summary>A charging pile that speaks OCPP 1.6J over a real WebSocket.</summary>
internal sealed class Pile : IAsyncDisposable
{
    private int _last;

    public ClientWebSocket Socket { get; } = new();

    public static async Task<Pile> Connected(Registered device, string? password = null, string? protocol = "ocpp1.6")
    {
        var pile = new Pile();
        if (protocol is not null) pile.Socket.Options.AddSubProtocol(protocol);
        pile.Socket.Options.SetRequestHeader("Authorization", "Basic " + Convert.ToBase64String(
            Encoding.UTF8.GetBytes($"{device.Code}:{password ?? device.Secret}")));
        await pile.Socket.ConnectAsync(new Uri($"ws://{device.Host.District.Address.Authority}/ocpp/{device.Code}"), CancellationToken.None);
        return pile;
    }

    /// <summary>Calls and waits for the answer: a payload, or the code of an error.</summary>
    public async Task<(JsonElement Payload, string? Error)> Call(string action, object payload, string? id = null)
    {
        id ??= $"m{++_last}";
        await Say(JsonSerializer.Serialize(new object[] { 2, id, action, payload }));
        var answer = await Hear();
        answer[1].GetString().ShouldBe(id);
        return answer[0].GetInt32() == 3 ? (answer[2], null) : (answer[3], answer[2].GetString());
    }

    public Task Say(string text) => Socket.SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text, true, CancellationToken.None);

    public async Task<JsonElement> Hear()
    {
        var buffer = new byte[16384];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        var part = await Socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
        part.MessageType.ShouldBe(WebSocketMessageType.Text);
        return JsonDocument.Parse(buffer.AsMemory(0, part.Count)).RootElement;
    }

    /// <summary>Waits until the other side closes; with which status.</summary>
    public async Task<WebSocketCloseStatus?> Closed()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while ((await Socket.ReceiveAsync(new byte[4096].AsMemory(), patience.Token)).MessageType != WebSocketMessageType.Close)
        {
        }
        return Socket.CloseStatus;
    }

    public ValueTask DisposeAsync()
    {
        Socket.Abort();
        Socket.Dispose();
        return ValueTask.CompletedTask;
    }
}

using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Hj212;

/// <summary>A monitoring station as the district meets one: registered over the API, speaking HJ 212 over TCP.</summary>
internal sealed class TcpStation(int port, string code, Guid id, string mn, string pw) : IDisposable
{
    private TcpClient? _client;
    private StreamReader? _reader;

    public string Code => code;

    public Guid Id => id;

    public string Mn => mn;

    public string Pw { get; set; } = pw;

    public static async Task<TcpStation> Register(RunningHost host, string kind = "air-station", object? dialect = null)
    {
        var accounts = await host.District.Accounts();
        var answer = (await (await host.District.Integrator).Post("devices", new
        {
            kind,
            name = "亦庄子站",
            location = new { longitude = 116.5, latitude = 39.8 },
            unit = accounts.First(a => a.Unit.Length > 0).Unit,
            mn = "T" + Guid.NewGuid().ToString("N")[..20].ToUpperInvariant(),
            dialect,
        }, Guid.NewGuid().ToString())).Expect(201);
        var credentials = answer["credentials"];
        return new(
            host.Service<Hj212Server>().Port!.Value, answer.Text("code"), answer["id"].GetGuid(),
            credentials.GetProperty("mn").GetString()!, credentials.GetProperty("pw").GetString()!);
    }

    public string Upload(int cn, string cp, string qn = "20260301080500001", int flag = 5) =>
        $"QN={qn};ST=22;CN={cn};PW={Pw};MN={Mn};Flag={flag};CP=&&{cp}&&";

    /// <summary>An answer to a request of the platform.</summary>
    public string Answer(string request, int cn, string cp) => $"{request[..20]};ST=91;CN={cn};PW={Pw};MN={Mn};Flag=4;CP=&&{cp}&&";

    public async Task Send(string segment)
    {
        await Connect();
        await _client!.GetStream().WriteAsync(Packet(segment));
    }

    /// <summary>The data segment of what the platform says next.</summary>
    public async Task<string> Next(double seconds = 20)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var line = await _reader!.ReadLineAsync(limit.Token) ?? throw new EndOfStreamException();
        line[..2].ShouldBe("##");
        var segment = line[6..^4];
        line.ShouldBe(Encoding.UTF8.GetString(Packet(segment)).TrimEnd());
        return segment;
    }

    /// <summary>Whether it says nothing for so long.</summary>
    public async Task<bool> HearsNothing(double seconds)
    {
        try
        {
            await Next(seconds);
            return false;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    public async Task Connect()
    {
        if (_client is not null) return;
        _client = new();
        await _client.ConnectAsync(IPAddress.Loopback, port);
        _reader = new(_client.GetStream());
    }

    public void Disconnect()
    {
        _client?.Dispose();
        _client = null;
    }

    public void Dispose() => Disconnect();

    /// <summary>The check sum step by step as annex A prints it: not the table that the gateway uses.</summary>
    private static byte[] Packet(string segment)
    {
        var data = Encoding.UTF8.GetBytes(segment);
        var register = 0xFFFF;
        foreach (var value in data)
        {
            register = (register >> 8) ^ value;
            for (var step = 0; step < 8; step++)
            {
                var low = register & 1;
                register >>= 1;
                if (low == 1) register ^= 0xA001;
            }
        }

        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"##{data.Length:D4}{segment}{register:X4}\r\n"));
    }
}

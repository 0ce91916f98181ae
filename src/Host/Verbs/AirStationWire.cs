using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using NodaTime;

namespace SmartCity.Host.Verbs;

/// <summary>
/// An air station that sends hour packets (HJ 212-2017, CN 2061) over a connection of its own and awaits 9014 for each; many are
/// on their way at once.
/// </summary>
internal sealed class AirStationWire : IAsyncDisposable
{
    private const int OnTheWay = 32;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly DateTimeZone Beijing = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    private readonly TcpClient _tcp = new() { NoDelay = true };
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
    private readonly SemaphoreSlim _room = new(OnTheWay), _turn = new(1);
    private readonly string _mn, _pw;
    private Task _reading = Task.CompletedTask;
    private long _sent;

    private AirStationWire(string mn, string pw) => (_mn, _pw) = (mn, pw);

    public static async Task<AirStationWire> Open(string host, int port, string mn, string pw)
    {
        var wire = new AirStationWire(mn, pw);
        try
        {
            await wire._tcp.ConnectAsync(host, port);
        }
        catch (SocketException refused)
        {
            throw new VerbFailedException($"no station is heard on {host}:{port} ({refused.Message}); --hj212-port says which port");
        }
        wire._reading = wire.Read();
        return wire;
    }

    /// <summary>Completes when the system has answered that the hour is kept.</summary>
    /// <param name="values">Means by factor code.</param>
    public async Task Send(LocalDateTime hour, IEnumerable<(string Factor, string Value)> values)
    {
        await _room.WaitAsync();
        var qn = Moment(SystemClock.Instance.GetCurrentInstant().InZone(Beijing).LocalDateTime, "uuuuMMddHHmm")
            + (Interlocked.Increment(ref _sent) % 60_000).ToString("D5", CultureInfo.InvariantCulture);
        var answered = _waiting[qn] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            var packet = Packet(qn, hour, values);
            await _turn.WaitAsync();
            try
            {
                await _tcp.GetStream().WriteAsync(packet);
            }
            finally
            {
                _turn.Release();
            }
            await answered.Task.WaitAsync(Patience);
        }
        catch (Exception reason) when (reason is TimeoutException or IOException)
        {
            throw new VerbFailedException($"the system did not answer the hour of {hour} ({reason.Message}); what was answered is kept");
        }
        finally
        {
            _waiting.TryRemove(qn, out _);
            _room.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _tcp.Dispose();
        await _reading;
        _room.Dispose();
        _turn.Dispose();
    }

    private byte[] Packet(string qn, LocalDateTime hour, IEnumerable<(string Factor, string Value)> values)
    {
        var cp = string.Concat(values.Select(v => $";{v.Factor}-Avg={v.Value},{v.Factor}-Flag=N"));
        var text = $"QN={qn};ST=22;CN=2061;PW={_pw};MN={_mn};Flag=5;CP=&&DataTime={Moment(hour, "uuuuMMddHHmmss")}{cp}&&";
        return Encoding.ASCII.GetBytes($"##{text.Length:D4}{text}{Crc(text):X4}\r\n");
    }

    private async Task Read()
    {
        try
        {
            using var reader = new StreamReader(_tcp.GetStream(), Encoding.ASCII);
            while (await reader.ReadLineAsync() is { } line)
                if (line.Contains(";CN=9014;", StringComparison.Ordinal) && line.IndexOf("QN=", StringComparison.Ordinal) is >= 0 and var at
                    && line.Length >= at + 20 && _waiting.TryGetValue(line.Substring(at + 3, 17), out var waiting))
                    waiting.TrySetResult();
        }
        catch (Exception over) when (over is IOException or ObjectDisposedException)
        {
            // Whoever still waits is told below.
        }
        foreach (var waiting in _waiting.Values) waiting.TrySetException(new IOException("the connection was closed"));
    }

    private static string Moment(LocalDateTime at, string pattern) => at.ToString(pattern, CultureInfo.InvariantCulture);

    /// <summary>The CRC of Annex A.</summary>
    private static ushort Crc(string text)
    {
        var crc = 0xFFFF;
        foreach (var c in text)
        {
            crc = (crc >> 8) ^ c;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xA001 : crc >> 1;
        }
        return (ushort)crc;
    }
}

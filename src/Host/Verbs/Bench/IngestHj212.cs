using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using NodaTime;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>Stations that send real-time packets (CN 2011) and await 9014 for each, over a connection of their own.</summary>
internal sealed class IngestHj212(Uri url, int port) : IngestDoor
{
    private Wire[] _stations = [];

    public override string Name => "hj212";

    public override async Task Open(int stations, int points) => _stations = await Task.WhenAll(
        (await IngestStations.Register(url, "air-station", stations)).Select(station => Wire.Open(url.Host, port, station, points)));

    public override Task Send(int station, int second) => _stations[station].Send(second);

    public override async ValueTask DisposeAsync()
    {
        foreach (var station in _stations) await station.DisposeAsync();
    }

    private sealed class Wire : IAsyncDisposable
    {
        private static readonly Offset Beijing = Offset.FromHours(8);
        private readonly TcpClient _tcp = new() { NoDelay = true };
        private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new();
        private readonly SemaphoreSlim _turn = new(1);
        private readonly IngestStation _station;
        private readonly int _points;
        private Task _reading = Task.CompletedTask;

        private Wire(IngestStation station, int points) => (_station, _points) = (station, points);

        public static async Task<Wire> Open(string host, int port, IngestStation station, int points)
        {
            var wire = new Wire(station, points);
            await wire._tcp.ConnectAsync(host, port);
            wire._reading = wire.Read();
            return wire;
        }

        public async Task Send(int second)
        {
            var at = (Begin + Duration.FromSeconds(second)).WithOffset(Beijing);
            var qn = at.ToString("uuuuMMddHHmmssfff", CultureInfo.InvariantCulture);
            var answered = _waiting[qn] = new(TaskCreationOptions.RunContinuationsAsynchronously);
            var packet = Packet(qn, at);
            await _turn.WaitAsync();
            try
            {
                await _tcp.GetStream().WriteAsync(packet);
            }
            finally
            {
                _turn.Release();
            }
            await answered.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }

        public async ValueTask DisposeAsync()
        {
            _tcp.Dispose();
            await _reading;
            _turn.Dispose();
        }

        private byte[] Packet(string qn, OffsetDateTime at)
        {
            var data = new StringBuilder($"QN={qn};ST=22;CN=2011;PW={_station.Pw};MN={_station.Mn};Flag=5;CP=&&DataTime=")
                .Append(at.ToString("uuuuMMddHHmmss", CultureInfo.InvariantCulture));
            for (var p = 0; p < _points; p++)
                data.Append(CultureInfo.InvariantCulture, $";a{21001 + p}-Rtd={Value(p, at.Second)},a{21001 + p}-Flag=N");
            var text = data.Append("&&").ToString();
            return Encoding.ASCII.GetBytes($"##{text.Length:D4}{text}{Crc(text):X4}\r\n");
        }

        /// <summary>Every answer names the packet that it is of.</summary>
        private async Task Read()
        {
            try
            {
                using var lines = new StreamReader(_tcp.GetStream(), Encoding.ASCII);
                while (await lines.ReadLineAsync() is { } line)
                {
                    if (line.IndexOf("QN=", StringComparison.Ordinal) is not (>= 0 and var start)) continue;
                    if (!_waiting.TryRemove(line.Substring(start + 3, 17), out var sent)) continue;
                    if (line.Contains("CN=9014", StringComparison.Ordinal)) sent.TrySetResult();
                    else sent.TrySetException(new InvalidOperationException($"A packet was not taken: {line}"));
                }
            }
            catch (Exception end) when (end is IOException or ObjectDisposedException)
            {
                foreach (var sent in _waiting.Values) sent.TrySetException(end);
            }
        }

        /// <summary>The check sum of Annex A of HJ 212-2017, bit by bit.</summary>
        private static int Crc(string text)
        {
            var register = 0xFFFF;
            foreach (var letter in text)
            {
                register = (register >> 8) ^ letter;
                for (var step = 0; step < 8; step++) register = (register & 1) == 1 ? (register >> 1) ^ 0xA001 : register >> 1;
            }
            return register;
        }
    }
}

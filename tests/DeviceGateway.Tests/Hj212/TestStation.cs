using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>The gateway's side of the tests: a registry, and what was kept of what stations sent.</summary>
internal sealed class TestGateway : IDeviceDirectory, IDeviceReports, IClock, IDisposable
{
    private readonly ConcurrentDictionary<string, DeviceCard> _cards = new();
    private readonly ConcurrentDictionary<(Guid, string), int> _series = new();
    private int _numbers;

    public TestGateway(Hj212Options? options = null)
    {
        Options = options
            ?? new() { WrongPasswordDelay = TimeSpan.Zero, AnswerLimit = TimeSpan.FromMilliseconds(200), Repeats = 1 };
        Gate = new(
            Options, new(Write, SeriesOf, (_, points) => Admit(points), ChangePassword), this, this, this, TimeProvider.System,
            NullLogger.Instance);
        Links = new(Gate);
    }

    public Hj212Options Options { get; }

    public Hj212Gate Gate { get; }

    public StationLinks Links { get; }

    public ConcurrentQueue<DeviceMessage> Messages { get; } = new();

    public ConcurrentQueue<DeviceReport> Reported { get; } = new();

    /// <summary>What a write waits for: replace it to hold commits back or to make them fail.</summary>
    public Func<Task> Commit { get; set; } = () => Task.CompletedTask;

    public Func<int, Duration?> Admit { get; set; } = _ => null;

    /// <summary>Points that a device may have.</summary>
    public int MostPoints { get; set; } = int.MaxValue;

    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 22, 0, 0);

    public IReadOnlyList<(string Point, Observation Value)> Values =>
        [.. Messages.SelectMany(m => m.Observations.ToArray()).Select(o => (_series.Single(s => s.Value == o.Series).Key.Item2, o))];

    public DeviceCard Add(
        string mn, string password = "123456", Hj212Dialect? dialect = null, LifeCycle lifeCycle = LifeCycle.InService,
        string protocol = "hj212") => _cards[mn] =
        new(Guid.NewGuid(), mn, "air-station", "ecology", lifeCycle, [protocol], mn, dialect ?? new(), password, []);

    public DeviceCard Change(DeviceCard card) => _cards[card.Mn!] = card;

    public TestStation Connect()
    {
        Pipe toGateway = new(), toStation = new();
        var connection = new StationConnection(
            new Duplex(toGateway.Reader, toStation.Writer), "test", Gate, Links, TestContext.Current.CancellationToken);
        return new(connection, toGateway.Writer, toStation.Reader);
    }

    public OpenDeviceCommand Command(string name, string parameters = "{}") =>
        new(Guid.NewGuid(), name, parameters, Now, Now + Duration.FromSeconds(5), "somebody");

    public DeviceCard? ByCode(string code) => null;

    public DeviceCard? ByMn(string mn) => _cards.GetValueOrDefault(mn);

    public DeviceCard? ById(Guid id) => _cards.Values.FirstOrDefault(c => c.Id == id);

    public bool Proves(DeviceCard device, string secret) => false;

    public Task Report(Guid device, IReadOnlyList<DeviceReport> reports, CancellationToken stop)
    {
        foreach (var report in reports) Reported.Enqueue(report);
        return Task.CompletedTask;
    }

    public Instant GetCurrentInstant() => Now;

    public void Dispose() => Gate.Dispose();

    private async Task<Written> Write(DeviceMessage message, CancellationToken stop)
    {
        await Commit();
        Messages.Enqueue(message);
        return new(message.Observations.Length, 0);
    }

    private ValueTask<int?> SeriesOf(Guid device, string point, CancellationToken stop) =>
        new(!_series.ContainsKey((device, point)) && _series.Count >= MostPoints
            ? null
            : _series.GetOrAdd((device, point), _ => Interlocked.Increment(ref _numbers)));

    private Task ChangePassword(Guid device, string password, CancellationToken stop)
    {
        var card = ById(device)!;
        _cards[card.Mn!] = card with { StationPassword = password };
        return Task.CompletedTask;
    }

    private sealed class Duplex(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}

/// <summary>A station over a pipe in memory.</summary>
internal sealed class TestStation(StationConnection connection, PipeWriter output, PipeReader input) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Task _running = connection.Run();

    public StationConnection Connection => connection;

    /// <summary>A packet, with its length and check sum.</summary>
    public Task Send(string segment, bool modbus = false) => Send(Frame.Of(segment, modbus));

    public async Task Send(byte[] bytes) => await output.WriteAsync(bytes);

    /// <summary>The data segment of the next answer.</summary>
    public async Task<string> Next()
    {
        using var limit = new CancellationTokenSource(Patience);
        while (true)
        {
            var result = await input.ReadAsync(limit.Token);
            var buffer = result.Buffer;
            if (FrameCutter.TryCut(ref buffer, out var cut))
            {
                var line = Encoding.UTF8.GetString(cut.Line);
                input.AdvanceTo(buffer.Start);
                return line[6..^4];
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted) throw new EndOfStreamException();
        }
    }

    /// <summary>Whether nothing comes within a while that is long to a pipe in memory.</summary>
    public async Task<bool> HearsNothing()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        try
        {
            var result = await input.ReadAsync(limit.Token);
            input.AdvanceTo(result.Buffer.Start);
            return result.Buffer.IsEmpty;
        }
        catch (OperationCanceledException)
        {
            return true;
        }
    }

    /// <summary>Sends a heartbeat and waits for its answer: everything before it was dealt with.</summary>
    public async Task Settle(string mn, int number = 0)
    {
        var qn = "20261122080000" + number.ToString("D3", CultureInfo.InvariantCulture);
        await Send($"QN={qn};ST=91;CN=9015;PW=123456;MN={mn};Flag=9;CP=&&&&");
        (await Next()).ShouldStartWith($"QN={qn};ST=91;CN=9014");
    }

    public async Task Ended() => await _running.WaitAsync(Patience);

    public async ValueTask DisposeAsync()
    {
        await output.CompleteAsync();
        connection.End(null);
        await _running.WaitAsync(Patience);
        connection.Dispose();
    }
}

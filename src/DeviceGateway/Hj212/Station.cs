using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using SmartCity.Application.Devices;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>A station on one connection (现场机), once it has proved itself.</summary>
internal sealed class Station(Guid device, string mn, StationConnection connection)
{
    private readonly ConcurrentDictionary<string, Exchange> _open = new();
    private readonly ConcurrentDictionary<int, int> _states = new();
    private readonly Lock _numbering = new();
    private Instant _lastQn;

    public Guid Device => device;

    public StationConnection Connection => connection;

    /// <summary>What counted when it last proved itself.</summary>
    private string? _password;
    private int _setsTime;

    /// <summary>It has proved itself, by what the registry has or by a password that it was told to take over.</summary>
    public void Proved(DeviceCard card, bool byNewPassword)
    {
        if (!byNewPassword) _password = card.StationPassword;
    }

    /// <summary>It has taken over a new password.</summary>
    public void Took(string password) => _password = password;

    /// <summary>True for one at a time: its clock is not being set already.</summary>
    public bool BeginsToSetTime() => Interlocked.Exchange(ref _setsTime, 1) == 0;

    public void HasSetTime() => Volatile.Write(ref _setsTime, 0);

    /// <summary>Whether what it proved itself with still counts.</summary>
    /// <param name="isNewPassword">Whether the registry's password is one that it was told to take over here.</param>
    public bool Counts(DeviceCard now, Func<string, bool> isNewPassword) =>
        now is { MaySpeak: true, StationPassword: { } password } && (password == _password || isNewPassword(password));

    public StationPoints Points { get; } = new();

    public Splits Splits { get; } = new();

    /// <summary>The system code of what it sends; requests to it carry the same.</summary>
    public string St { get; set; } = "22";

    /// <summary>Where it differs from the standard, as far as it was told.</summary>
    public Deviations Deviations { get; private set; }

    /// <summary>It has come by another connection since.</summary>
    public bool Superseded { get; set; }

    /// <summary>Begins an exchange under a QN of its own.</summary>
    public Exchange Open(Request request, Instant now)
    {
        string qn;
        lock (_numbering)
        {
            _lastQn = now > _lastQn + Duration.FromMilliseconds(1) ? now : _lastQn + Duration.FromMilliseconds(1);
            qn = StationTime.WriteQn(_lastQn);
        }

        return _open[qn] = new(qn, request);
    }

    public void Close(Exchange exchange) => _open.TryRemove(exchange.Qn, out _);

    /// <summary>The exchange that a packet belongs to. A station that names none means the only one there is.</summary>
    public Exchange? Find(string qn) =>
        _open.IsEmpty ? null
        : _open.TryGetValue(qn, out var exchange) ? exchange
        : qn.Length == 0 && _open.Count == 1 ? _open.Values.FirstOrDefault()
        : null;

    /// <summary>Tells the exchanges that such a packet came.</summary>
    public void Uploaded(int cn, string qn)
    {
        if (_open.IsEmpty) return;
        foreach (var exchange in _open.Values)
            if (exchange.Qn == qn || (exchange.Request.Cn == cn && exchange.Request.End == RequestEnd.Begun)) exchange.Uploaded();
    }

    public bool HasExchanges => !_open.IsEmpty;

    /// <summary>Sends the request of an exchange.</summary>
    /// <param name="card">How it speaks, and its password.</param>
    public ValueTask Send(Exchange exchange, DeviceCard card)
    {
        var flag = card.Dialect.Version == 0 ? 3 : card.Dialect.Version << 2 | 1;
        var segment = string.Create(CultureInfo.InvariantCulture,
            $"QN={exchange.Qn};ST={St};CN={exchange.Request.Cn:D4};PW={card.StationPassword};MN={mn};Flag={flag};"
            + $"CP=&&{exchange.Request.Cp}&&");
        return connection.Outbox.Post(new(null, Frame.Of(segment, card.Dialect.ModbusCrc)), connection.Stop);
    }

    /// <summary>What of it was not met at this station before.</summary>
    public Deviations Meet(Deviations deviations)
    {
        var news = deviations & ~Deviations;
        Deviations |= news;
        return news;
    }

    /// <summary>Whether the state of a part is other than the last that was kept.</summary>
    public bool IsNews(int series, int state) => !_states.TryGetValue(series, out var known) || known != state;

    public void Remember(int series, int state) => _states[series] = state;
}

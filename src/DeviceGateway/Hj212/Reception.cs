using System.Text;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// Takes the packets of one connection: whole? known station with its password? then by what the packet is. Every answer waits
/// for the commit of what it acknowledges (HJ 212-2017 6.6; annex C).
/// </summary>
internal sealed class Reception(Hj212Gate gate, StationLinks links, StationConnection connection)
{
    private const int MostStations = 256, LongestMn = 64;

    private readonly Dictionary<string, Station> _stations = [];
    private readonly UploadDesk _uploads = new(gate, connection);
    private string _mn = "";

    /// <param name="line">From <c>##</c> up to CR LF, without it.</param>
    /// <returns>What is broken about it, or none: then it was dealt with.</returns>
    public async ValueTask<Fault> Take(ReadOnlyMemory<byte> line, CancellationToken stop)
    {
        var seen = Look(line.Span);
        if (seen.Fault != Fault.None && seen.Refusal is null) return seen.Fault;
        if (seen.Refusal is not null || seen.Card is null)
        {
            gate.Totals.RefusedOne();
            if (seen.Refusal is QnRtn.Password or QnRtn.Mn) await Task.Delay(gate.Options.WrongPasswordDelay, gate.Time, stop);
            if (seen.Answer is { } no) await connection.Outbox.Post(new(null, no), stop);
            return seen.Fault;
        }

        var station = Enter(seen.Card, seen.Mn);
        station.Proved(seen.Card, seen.WithNewPassword);
        gate.Meet(station, seen.Card, seen.Deviations);
        if (seen.Traffic == Traffic.Upload)
        {
            await _uploads.Take(line, station, seen.Card, stop);
            foreach (var held in station.Splits.Release(seen.Cn)) await _uploads.Take(held, station, seen.Card, stop);
            return Fault.None;
        }

        if (!await gate.Admit(seen.Card.Id, 1, stop))
        {
            gate.Totals.RefusedOne();
            if (seen.Answer is not null) await connection.Outbox.Post(new(null, TooMuch(line.Span, seen.Card)), stop);
            return Fault.None;
        }

        var then = Answered(line.Span, seen, station);
        var kept = await gate.Keep(new(seen.Card.Id, gate.Now, seen.Skew, ReadOnlyMemory<Observation>.Empty), [], stop);
        await connection.Outbox.Post(new(kept, seen.Answer, then), stop);
        return Fault.None;
    }

    /// <summary>The connection has ended.</summary>
    public void Leave()
    {
        foreach (var station in _stations.Values) links.Leave(station);
    }

    private Seen Look(ReadOnlySpan<byte> line)
    {
        if (!Frame.TryRead(line, out var frame)) return new() { Fault = Fault.Length };
        var fault = Packet.TryRead(frame.Data, out var packet);
        var card = NameOf(packet.Mn) is { } mn ? gate.Directory.ByMn(mn) : null;
        if (card?.Protocols.Contains("hj212") == false) card = null;
        var dialect = card?.Dialect ?? new();
        if (frame.Check(dialect) is var broken && broken != Fault.None) return new() { Fault = broken };
        if (fault == Fault.Mn) return new() { Fault = fault };
        var refusal = Refusal(packet, card, fault);
        var traffic = Cn.Of(packet.Cn);
        return new()
        {
            Fault = fault,
            Refusal = refusal,
            Card = card,
            Mn = _mn,
            WithNewPassword = refusal is null && !Ascii.Equals(packet.Pw, card!.StationPassword),
            Cn = packet.Cn,
            Traffic = traffic,
            Deviations = packet.Deviations | (frame.Announced == frame.Data.Length ? 0 : Deviations.Length),
            Skew = traffic == Traffic.Answer ? null : SkewOf(packet, gate.Now),
            Answer = !packet.WantsAnswer && packet.Flag != -2 ? null
                : refusal is { } reason ? Answers.Refused(packet, reason, dialect.ModbusCrc)
                : traffic switch
                {
                    Traffic.Unknown => Answers.Refused(packet, QnRtn.Cn, dialect.ModbusCrc),
                    Traffic.Notice => Answers.Taken(packet, Cn.NoticeAnswer, dialect.ModbusCrc),
                    Traffic.Answer => null,
                    _ => Answers.Taken(packet, Cn.DataAnswer, dialect.ModbusCrc),
                },
        };
    }

    private static byte[] TooMuch(ReadOnlySpan<byte> line, DeviceCard card)
    {
        Frame.TryRead(line, out var frame);
        Packet.TryRead(frame.Data, out var packet);
        return Answers.Refused(packet, QnRtn.Refused, card.Dialect.ModbusCrc);
    }

    /// <summary>Why the packet is not taken; null where it is.</summary>
    private QnRtn? Refusal(in Packet packet, DeviceCard? card, Fault fault)
    {
        if (card is null) return QnRtn.Mn;
        if (!Proves(card, packet.Pw) && !links.IsNewPassword(card.Id, packet.Pw)) return QnRtn.Password;
        if (!card.MaySpeak) return QnRtn.Refused;
        return fault switch
        {
            Fault.Flag => QnRtn.Flag,
            Fault.Cn => QnRtn.Cn,
            Fault.None => packet is { WantsAnswer: true, Version: > 0 } && packet.Qn.Length != 17 ? QnRtn.Qn : null,
            _ => QnRtn.Unknown,
        };
    }

    private static bool Proves(DeviceCard card, ReadOnlySpan<byte> password)
    {
        if (card.StationPassword is null) return false;
        if (Ascii.Equals(password, card.StationPassword)) return true;
        foreach (var older in card.OlderPasswords)
            if (Ascii.Equals(password, older)) return true;
        return false;
    }

    /// <summary>By how much the station's clock is ahead, as far as QN tells when the packet was made.</summary>
    internal static Duration? SkewOf(in Packet packet, Instant now) =>
        packet.Qn.Length == 17 && StationTime.TryRead(packet.Qn, out var sent) ? sent - now : null;

    /// <summary>What is to happen after the packet was answered.</summary>
    private Action? Answered(ReadOnlySpan<byte> line, in Seen seen, Station station)
    {
        if (seen.Traffic == Traffic.Notice)
        {
            var card = seen.Card!;
            return () => links.SetTime(station, card, "");
        }

        if (seen.Traffic is not (Traffic.Answer or Traffic.Reply) || !station.HasExchanges) return null;
        Frame.TryRead(line, out var frame);
        Packet.TryRead(frame.Data, out var packet);
        var (qn, code) = ExchangeFields.Read(packet);
        if (station.Find(qn) is not { } exchange) return null;
        if (seen.Traffic == Traffic.Reply)
        {
            exchange.Reply(packet.Cp);
            return null;
        }

        var cn = packet.Cn;
        return cn == Cn.DataAnswer ? null : () => exchange.Answer(cn, code);
    }

    private Station Enter(DeviceCard card, string mn)
    {
        if (_stations.TryGetValue(mn, out var station) && station.Device == card.Id && !station.Superseded) return station;
        if (_stations.Count >= MostStations) Leave(_stations.First());
        station = _stations[mn] = new(card.Id, mn, connection);
        connection.IsKnown = true;
        links.Enter(station);
        return station;
    }

    private void Leave(KeyValuePair<string, Station> entry)
    {
        links.Leave(entry.Value);
        _stations.Remove(entry.Key);
    }

    /// <summary>The MN as a text; the same text as long as the same station speaks.</summary>
    private string? NameOf(ReadOnlySpan<byte> mn)
    {
        if (mn.Length is 0 or > LongestMn) return null;
        if (!Ascii.Equals(mn, _mn)) _mn = Encoding.UTF8.GetString(mn);
        return _mn;
    }

    /// <summary>What was made out of a packet at first sight.</summary>
    private readonly record struct Seen
    {
        public Fault Fault { get; init; }

        public QnRtn? Refusal { get; init; }

        public DeviceCard? Card { get; init; }

        public string Mn { get; init; }

        public bool WithNewPassword { get; init; }

        public int Cn { get; init; }

        public Traffic Traffic { get; init; }

        public Deviations Deviations { get; init; }

        public Duration? Skew { get; init; }

        public byte[]? Answer { get; init; }
    }
}

using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using NodaTime;
using SmartCity.Application.Devices;
using SmartCity.DeviceGateway.Telemetry;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>Measured values and states of a station on their way to the disk; 9014 follows when they are there.</summary>
internal sealed class UploadDesk(Hj212Gate gate, StationConnection connection)
{
    private static readonly Duration Ahead = Duration.FromDays(1);

    private readonly ValueSheet _sheet = new();

    public async ValueTask Take(ReadOnlyMemory<byte> line, Station station, DeviceCard card, CancellationToken stop)
    {
        var read = Read(line.Span, station, card);
        if (station.Points.Wants)
        {
            await station.Points.Learn(point => gate.Intake.SeriesOf(card.Id, point, stop));
            read = Read(line.Span, station, card);
        }

        gate.Meet(station, card, _sheet.Deviations);
        if (read.Held) return;
        if (read.Message is not { } message)
        {
            gate.Totals.RefusedOne();
            gate.Log.LogWarning(
                "The station {Code} sent values {Why}; they are refused.", card.Code,
                _sheet.HasTooManyNames ? "of more points than a device may have" : "of no time that can be taken");
            if (read.Refused is { } no) await connection.Outbox.Post(new(null, no), stop);
            return;
        }

        if (!await gate.Admit(card.Id, Math.Max(1, message.Observations.Length), stop))
        {
            gate.Totals.RefusedOne();
            if (read.Refused is { } no) await connection.Outbox.Post(new(null, no), stop);
            return;
        }

        var reports = Reports(read, station);
        var kept = await gate.Keep(message, reports, stop);
        await connection.Outbox.Post(new(kept, read.Taken, Then(read, reports, station)), stop);
    }

    private Reading Read(ReadOnlySpan<byte> line, Station station, DeviceCard card)
    {
        Frame.TryRead(line, out var frame);
        Packet.TryRead(frame.Data, out var packet);
        if (packet.St.Length == 2 && !packet.St.SequenceEqual("91"u8)) station.St = Encoding.UTF8.GetString(packet.St);
        _sheet.Read(packet.Cp, Cn.PeriodOf(packet.Cn), packet.Version ?? card.Dialect.Version, station.Points);
        if (station.Points.Wants) return default;
        var now = gate.Now;
        var qn = station.HasExchanges || packet.Pnum > 1 ? ExchangeFields.Read(packet).Qn : "";
        var reading = new Reading { Cn = packet.Cn, Qn = qn };
        var modbus = card.Dialect.ModbusCrc;
        var isAnswer = station.HasExchanges && station.Find(qn) is not null;
        var skew = isAnswer ? null : Reception.SkewOf(packet, now);
        if (packet.WantsAnswer) reading = reading with { Taken = Answers.Taken(packet, Cn.DataAnswer, modbus) };
        if (_sheet.HasTooManyNames || _sheet.HasNoTime)
            return packet.WantsAnswer ? reading with { Refused = Answers.Refused(packet, QnRtn.Refused, modbus) } : reading;
        if (_sheet is { Count: 0, RestartTime: null })
            return reading with { Message = new(card.Id, now, skew, ReadOnlyMemory<Observation>.Empty) };

        var time = TimeOf(packet, qn, station, now);
        if (time is null && packet.Pnum > 1)
        {
            station.Splits.Hold(packet.Cn, line.ToArray(), now);
            return reading with { Held = true };
        }

        if (packet.WantsAnswer) reading = reading with { Refused = Answers.Refused(packet, QnRtn.Refused, modbus) };
        if (_sheet.Count > 0 && (time is not { } at || at < StationTime.Earliest || at > now + Ahead)) return reading;
        return reading with
        {
            At = time ?? now,
            Restart = _sheet.RestartTime,
            Message = new(
                card.Id, now, skew, _sheet.Count == 0 ? default : _sheet.ToObservations(time!.Value, now + Ahead)),
            States = _sheet.HasStates ? [.. _sheet.States()] : [],
        };
    }

    /// <summary>
    /// When the values are from: DataTime; in a later part of a split message that of its first; for realtime, else QN.
    /// </summary>
    private Instant? TimeOf(in Packet packet, string qn, Station station, Instant now)
    {
        if (_sheet.DataTime is { } time)
        {
            if (packet.Pnum > 1) station.Splits.Begin(packet.Cn, packet.Pnum, packet.Pno, qn, time, now);
            return time;
        }

        if (packet.Pnum > 1) return station.Splits.TimeOf(packet.Cn, packet.Pnum, packet.Pno, qn, now);
        return packet.Cn is Cn.Realtime or Cn.Facilities && StationTime.TryRead(packet.Qn, out var sent) ? sent : null;
    }

    private static List<DeviceReport> Reports(in Reading read, Station station)
    {
        if (read.Restart is null && read.States.Length == 0) return [];
        var reports = new List<DeviceReport>();
        foreach (var (series, state) in read.States)
            if (station.IsNews(series, state))
                reports.Add(new DeviceReport.State(
                    station.Points.ComponentOf(series), FacilityState(state), state.ToString(CultureInfo.InvariantCulture), read.At));
        if (read.Restart is { } restart)
            reports.Add(new DeviceReport.Configuration(new Dictionary<string, string> { ["RestartTime"] = StationTime.Write(restart) }));
        return reports;
    }

    private static Action? Then(Reading read, List<DeviceReport> reports, Station station)
    {
        if (reports.Count == 0 && !station.HasExchanges) return null;
        return () =>
        {
            foreach (var (series, state) in read.States) station.Remember(series, state);
            station.Uploaded(read.Cn, read.Qn);
        };
    }

    /// <summary>Running state of a facility (治理设施运行状态, HJ 212-2017 table 5: xx-RS).</summary>
    private static string FacilityState(int state) => state switch
    {
        0 => "off",
        1 => "running",
        2 => "calibrating",
        3 => "maintenance",
        4 => "alarm",
        5 => "blow-back",
        _ => "unknown",
    };

    /// <summary>What a packet brings and how it is answered; no message: it is refused.</summary>
    private readonly record struct Reading()
    {
        public int Cn { get; init; }

        public string Qn { get; init; } = "";

        public bool Held { get; init; }

        public DeviceMessage? Message { get; init; }

        public Instant At { get; init; }

        public Instant? Restart { get; init; }

        public (int Series, int State)[] States { get; init; } = [];

        public byte[]? Taken { get; init; }

        public byte[]? Refused { get; init; }
    }
}

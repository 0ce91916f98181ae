using System.Buffers;
using NodaTime;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.Domain.Devices;

namespace SmartCity.Fuzz;

/// <summary>The readers of HJ 212, from a stream of bytes to values; a wrong check sum keeps nothing from being read.</summary>
internal static class Hj212Target
{
    private static readonly Hj212Dialect[] Dialects = [new(), new(ModbusCrc: true), new(Version: 0, LenientLength: true)];
    private static readonly Instant Latest = Instant.FromUtc(2030, 1, 1, 0, 0);

    public static void Read(byte[] bytes)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        var (points, sheet) = (new StationPoints(), new ValueSheet());
        while (true)
        {
            var before = buffer.Length;
            if (!FrameCutter.TryCut(ref buffer, out var cut)) break;
            if (buffer.Length >= before) throw new InvalidOperationException("The cutter does not go on.");
            if (!cut.Line.IsEmpty) ReadLine(cut.Line.ToArray(), points, sheet);
        }

        if (buffer.Length > FrameCutter.LongestLine + 2) throw new InvalidOperationException("The cutter keeps too much.");
    }

    private static void ReadLine(ReadOnlySpan<byte> line, StationPoints points, ValueSheet sheet)
    {
        if (!Frame.TryRead(line, out var frame)) return;
        foreach (var dialect in Dialects) frame.Check(dialect);
        var fault = Packet.TryRead(frame.Data, out var packet);
        ExchangeFields.Read(packet);
        Reception.SkewOf(packet, Latest);
        Answered(Answers.Refused(packet, QnRtn.Unknown, false));
        if (fault != Fault.None) return;
        Answered(Answers.Taken(packet, Cn.DataAnswer, true));
        var number = 0;
        sheet.Read(packet.Cp, Cn.PeriodOf(packet.Cn), packet.Version ?? 0, points);
        points.Learn(_ => new(++number)).AsTask().GetAwaiter().GetResult();
        sheet.Read(packet.Cp, Cn.PeriodOf(packet.Cn), packet.Version ?? 0, points);
        foreach (var value in sheet.ToObservations(sheet.DataTime ?? Latest, Latest))
            if (!double.IsFinite(value.Value)) throw new InvalidOperationException("A value is no number.");
        foreach (var (series, _) in sheet.States()) points.ComponentOf(series);
        new Exchange("", new("", 0, "", RequestEnd.Executed)).Reply(packet.Cp);
    }

    /// <summary>What is answered must be a packet again.</summary>
    private static void Answered(byte[] answer)
    {
        if (!Frame.TryRead(answer.AsSpan(..^2), out var frame)) throw new InvalidOperationException("The answer is no frame.");
        if (frame.Check(new()) != Fault.None && frame.Check(new(ModbusCrc: true)) != Fault.None)
            throw new InvalidOperationException("The answer is broken.");
    }
}

using System.Buffers;
using System.Text.RegularExpressions;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>Every packet of the samples is read as the file says.</summary>
public sealed partial class SampleTests
{
    private static readonly Hj212Dialect Standard = new(), Lenient = new(LenientLength: true), Modbus = new(ModbusCrc: true);

    [Fact]
    public void The_file_is_whole() => Sample.All.CountBy(sample => sample.Status).ToDictionary()
        .ShouldBe(
            new Dictionary<string, int> { ["VALID"] = 26, ["VALID-CRC"] = 1, ["BAD-CRC"] = 13, ["COMPUTED"] = 32, ["NEGATIVE"] = 7 },
            ignoreOrder: true);

    [Theory]
    [InlineData("VALID")]
    [InlineData("COMPUTED")]
    public void A_whole_packet_is_read(string status)
    {
        foreach (var sample in Sample.Of(status))
        {
            Check(sample.Line, Standard).ShouldBe(Fault.None, sample.Source);
            Frame.TryRead(sample.Line, out var frame).ShouldBeTrue();
            Packet.TryRead(frame.Data, out var packet).ShouldBe(Fault.None, sample.Source);
            packet.Cn.ShouldBeInRange(1000, 9999);
            packet.Mn.Length.ShouldBeGreaterThan(0);
        }
    }

    [Fact]
    public void A_wrong_length_is_refused_unless_the_dialect_allows_it()
    {
        var sample = Sample.Of("VALID-CRC").Single();
        Check(sample.Line, Standard).ShouldBe(Fault.Length);
        Check(sample.Line, Lenient).ShouldBe(Fault.None);
    }

    [Fact]
    public void A_wrong_check_sum_is_refused_in_every_dialect_but_the_one_it_is_right_in()
    {
        var modbus = 0;
        foreach (var sample in Sample.Of("BAD-CRC"))
        {
            Check(sample.Line, Standard).ShouldBeOneOf(Fault.Crc, Fault.Length);
            Check(sample.Line, Lenient).ShouldBe(Fault.Crc, sample.Source);
            var isModbus = sample.Source.Contains("equals the MODBUS CRC", StringComparison.Ordinal);
            Check(sample.Line, Modbus).ShouldBe(
                isModbus ? Fault.None
                    : sample.Source.Contains("length is really", StringComparison.Ordinal) ? Fault.Length
                    : Fault.Crc, sample.Source);
            if (isModbus) modbus++;
        }

        modbus.ShouldBe(3);
    }

    [Fact]
    public void The_check_sum_is_the_one_that_the_file_calls_right()
    {
        var told = Sample.Of("BAD-CRC").Select(s => (s, RightCrc().Match(s.Source))).Where(p => p.Item2.Success).ToList();
        told.Count.ShouldBeGreaterThan(10);
        foreach (var (sample, right) in told)
        {
            // One length has three digits: the data segment then begins a byte earlier.
            var start = sample.Packet.AsSpan().IndexOfAnyInRange('A', 'Z');
            PacketCrc.AnnexA(sample.Line.AsSpan()[start..^4]).ToString("X4").ShouldBe(right.Groups[1].Value, sample.Source);
        }
    }

    [Theory]
    [InlineData("bad CRC", nameof(Fault.Crc))]
    [InlineData("length field one too small", nameof(Fault.Length))]
    [InlineData("length field not numeric", nameof(Fault.Length))]
    [InlineData("CRC by ordinary MODBUS", nameof(Fault.Crc))]
    [InlineData("CRC bytes swapped", nameof(Fault.Crc))]
    public void One_defect_is_found(string defect, string fault) =>
        Check(Sample.From(defect).Line, Standard).ToString().ShouldBe(fault);

    [Fact]
    public void A_wrong_head_is_no_packet()
    {
        var buffer = new ReadOnlySequence<byte>(Sample.From("wrong header").OnTheWire);
        FrameCutter.TryCut(ref buffer, out var cut).ShouldBeTrue();
        cut.Line.IsEmpty.ShouldBeTrue();
        cut.Garbage.ShouldBeGreaterThan(200);
        buffer.IsEmpty.ShouldBeTrue();
    }

    [Fact]
    public void A_body_that_is_not_closed_is_no_body()
    {
        Frame.TryRead(Sample.From("CP without closing").Line, out var frame).ShouldBeTrue();
        frame.Check(Standard).ShouldBe(Fault.None);
        Packet.TryRead(frame.Data, out _).ShouldBe(Fault.Cp);
    }

    private static Fault Check(byte[] line, Hj212Dialect dialect)
    {
        Frame.TryRead(line, out var frame).ShouldBeTrue();
        return frame.Check(dialect);
    }

    [GeneratedRegex(@"right CRC ([0-9A-F]{4})")]
    private static partial Regex RightCrc();
}

using System.Text;
using NodaTime;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>From the bytes of a packet to points, times and marks.</summary>
public sealed class ReadingTests
{
    private readonly Dictionary<string, int> _series = [];
    private readonly StationPoints _points = new();
    private readonly ValueSheet _sheet = new();

    [Fact]
    public void The_check_values_of_both_check_sums_are_met()
    {
        PacketCrc.AnnexA("123456789"u8).ToString("X4").ShouldBe("2F80");
        PacketCrc.Modbus("123456789"u8).ToString("X4").ShouldBe("4B37");
    }

    [Fact]
    public void Minute_values_carry_period_and_statistic_in_their_point()
    {
        var values = Read("C.16 minute upload");
        values.Keys.ShouldBe(
            [
                "w00000.minute.cou", "w00000.minute.min", "w00000.minute.avg", "w00000.minute.max", "w01001.minute.min",
                "w01001.minute.avg", "w01001.minute.max", "w01018.minute.cou", "w01018.minute.min", "w01018.minute.avg", "w01018.minute.max",
            ], ignoreOrder: true);
        values["w00000.minute.avg"].Value.ShouldBe(17.5);
        values["w00000.minute.avg"].At.ShouldBe(Instant.FromUtc(2016, 8, 1, 0, 40));
    }

    [Theory]
    [InlineData("C.17 hour upload", "w01018.hour.avg", 40.1)]
    [InlineData("C.18 day upload", "w00000.day.cou", 1512.0)]
    [InlineData("C.15 facility state upload", "SB1.rs", 1)]
    [InlineData("C.19 facility run-time", "SB2.rt", 2.1)]
    [InlineData("C.25 noise realtime exactly as printed", "LA.rtd", 50.1)]
    [InlineData("C.26 noise minute", "Leq.minute", 50.0)]
    [InlineData("C.28 noise day", "Ld.day", 52.5)]
    [InlineData("C.28 noise day", "Ln.day", 52.5)]
    [InlineData("project: air station", "a34004.minute.avg", 61.0)]
    public void Each_kind_of_packet_has_its_points(string source, string point, double value) =>
        Read(source)[point].Value.ShouldBe(value);

    [Fact]
    public void A_value_is_of_the_time_of_its_sample()
    {
        var values = Read("C.14 realtime upload");
        values["w01001.rtd"].At.ShouldBe(Instant.FromUtc(2016, 8, 1, 0, 58, 57));
        values["w01018.rtd"].At.ShouldBe(Instant.FromUtc(2016, 7, 31, 23, 0));
    }

    [Theory]
    [InlineData("a1-Rtd=1,a1-Flag=D", DataFlag.Fault)]
    [InlineData("a1-Flag=D,a1-Rtd=1", DataFlag.Fault)]
    [InlineData("a1-Rtd=1;a1-Flag=T", DataFlag.OverRange)]
    [InlineData("a1-Rtd=1", DataFlag.Normal)]
    [InlineData("a1-Rtd=1,a2-Flag=D", DataFlag.Normal)]
    [InlineData("a1-Rtd=1,a1-Flag=X", DataFlag.Fault)]
    public void A_mark_is_its_factors_wherever_it_stands(string cp, DataFlag flag) => ReadCp(cp)["a1.rtd"].Flag.ShouldBe(flag);

    [Theory]
    [InlineData("a1-Rtd=")]
    [InlineData("a1-Rtd=--")]
    [InlineData("a1-Rtd=NaN")]
    [InlineData("a1-Rtd=Infinity")]
    [InlineData("a1-Rtd=1e999")]
    [InlineData("a1-Rtd=1.2.3")]
    public void What_is_no_number_is_left_out_and_told(string cp)
    {
        ReadCp(cp).ShouldBeEmpty();
        _sheet.Deviations.HasFlag(Deviations.BadValue).ShouldBeTrue();
    }

    [Fact]
    public void A_station_cannot_name_more_than_it_may()
    {
        for (var i = 0; i < StationPoints.MostNames + 10; i++)
            _sheet.Read(Encoding.ASCII.GetBytes($"x{i}-Rtd=1"), ValuePeriod.Instant, 1, _points);
        _sheet.Deviations.HasFlag(Deviations.TooManyNames).ShouldBeTrue();
        _sheet.Count.ShouldBe(0);
    }

    [Fact]
    public void Deviations_are_understood_and_told()
    {
        Header("MN=88888881234567").ShouldBe(Deviations.NoQn | Deviations.NameCase | Deviations.Comma, "a comma before MN, FLAG");
        Header("MN=41050022000017").ShouldBe(Deviations.NoQn | Deviations.NoFlag | Deviations.StShape);
        Header("756877X7916010").ShouldBe(Deviations.NoQn | Deviations.LongSegment);
        Segment("CP=&&a=1&&;QN=20160801085857223;ST=32;CN=2011;PW=1;MN=2;Flag=4").ShouldBe(Deviations.CpOrder);
        Segment("QN=20160801085857223,ST=32;CN=2011;PW=1;MN= 2 ;Flag=4CP=&&a=1&&").ShouldBe(Deviations.Comma | Deviations.Blank);
        Segment("QN=20169901085857223;ST=32;CN=2011;PW=1;MN=2;Flag=4;CP=&&a=1&&").ShouldBe(Deviations.QnShape);
        Segment("QN=20160801085857223;ST=32;CN=2011;PW=1;MN=2;Flag=6;CP=&&a=1&&").ShouldBe(Deviations.SplitUnnumbered);
        Segment("QN=20160801085857223;ST=32;CN=2011;PW=1;MN=2;Flag=4;CP=&&a=1&&").ShouldBe(Deviations.None);
    }

    [Theory]
    [InlineData("20160229000000", true)]
    [InlineData("20150229000000", false)]
    [InlineData("20161301000000", false)]
    [InlineData("20160101240000", false)]
    [InlineData("2016010100000", false)]
    [InlineData("20160801085857223", true)]
    [InlineData("2016080108585", false)]
    public void Only_times_that_exist_are_times(string text, bool exists) =>
        StationTime.TryRead(Encoding.ASCII.GetBytes(text), out _).ShouldBe(exists);

    [Fact]
    public async Task A_known_packet_is_read_without_an_allocation()
    {
        var line = Sample.From("nekosana").Line;
        Once(line);
        await _points.Learn(point => new(Number(point)));
        Once(line);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Once(line);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
        _sheet.Count.ShouldBe(29);
    }

    [Fact]
    public void Values_of_one_period_stay_together_whenever_their_samples_were_taken()
    {
        var sampled = "DataTime=20160801080000;w21003-SampleTime=20160801081500,w21003-Avg=1.2;w01018-SampleTime=20160801083000,w01018-Avg=9";
        Values(Encoding.UTF8.GetBytes(sampled), ValuePeriod.Hour).Values.Select(o => o.At).Distinct().ShouldBe([Instant.FromUtc(2016, 8, 1, 0, 0)]);
        Values(Encoding.UTF8.GetBytes(sampled.Replace("Avg", "Rtd", StringComparison.Ordinal)), ValuePeriod.Instant)["w21003.rtd"].At
            .ShouldBe(Instant.FromUtc(2016, 8, 1, 0, 15));
    }

    private void Once(byte[] line)
    {
        Frame.TryRead(line, out var frame);
        if (frame.Check(Dialect) != Fault.None || Packet.TryRead(frame.Data, out var packet) != Fault.None)
            throw new InvalidOperationException();
        _sheet.Read(packet.Cp, Cn.PeriodOf(packet.Cn), 1, _points);
    }

    private static readonly Hj212Dialect Dialect = new();

    private Dictionary<string, Observation> Read(string source)
    {
        Frame.TryRead(Sample.From(source).Line, out var frame);
        Packet.TryRead(frame.Data, out var packet).ShouldBe(Fault.None);
        return Values(packet.Cp.ToArray(), Cn.PeriodOf(packet.Cn));
    }

    private Dictionary<string, Observation> ReadCp(string cp) => Values(Encoding.UTF8.GetBytes("DataTime=20160801085857;" + cp), ValuePeriod.Instant);

    private Dictionary<string, Observation> Values(byte[] cp, ValuePeriod period)
    {
        _sheet.Read(cp, period, 1, _points);
        Learn();
        _sheet.Read(cp, period, 1, _points);
        var names = _series.ToDictionary(s => s.Value, s => s.Key);
        return _sheet.ToObservations(_sheet.DataTime!.Value, Instant.FromUtc(2030, 1, 1, 0, 0)).ToDictionary(o => names[o.Series]);
    }

    private void Learn() => _points.Learn(point => new(Number(point))).AsTask().Wait();

    private int? Number(string point) => _series.TryGetValue(point, out var known) ? known : _series[point] = _series.Count + 1;

    private static Deviations Header(string part)
    {
        var packet = Sample.Of("VALID").Single(s => s.Packet.Contains(part, StringComparison.Ordinal)).Line;
        return Segment(Encoding.UTF8.GetString(packet[6..^4]));
    }

    private static Deviations Segment(string segment)
    {
        Packet.TryRead(Encoding.UTF8.GetBytes(segment), out var packet).ShouldBe(Fault.None);
        return packet.Deviations;
    }
}

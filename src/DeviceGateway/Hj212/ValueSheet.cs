using System.Buffers.Text;
using NodaTime;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Domain.Devices;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// The values of one packet. A sheet is used again for the next packet, so that reading a packet of known names allocates
/// nothing; only what is handed on is copied out.
/// </summary>
internal sealed class ValueSheet
{
    private Slot[] _slots = new Slot[64];
    private int _count;
    private int _factor;
    private DataFlag _mark;
    private Instant? _sampledAt;

    /// <summary>When the values are from: an instant, or the beginning of the period.</summary>
    public Instant? DataTime { get; private set; }

    /// <summary>When the station's logger was switched on.</summary>
    public Instant? RestartTime { get; private set; }

    public Deviations Deviations { get; private set; }

    public int Count => _count;

    /// <summary>Whether it names more than a station may have; such a packet is not kept in part.</summary>
    public bool HasTooManyNames => (Deviations & Deviations.TooManyNames) != 0;

    /// <summary>Whether its DataTime is none: nobody knows what its values are of.</summary>
    public bool HasNoTime { get; private set; }

    /// <summary>Whether there are states of facilities among the values.</summary>
    public bool HasStates { get; private set; }

    /// <summary>Reads the body of an upload.</summary>
    /// <param name="version">Of the standard: before 2017 other marks were in use.</param>
    public void Read(ReadOnlySpan<byte> cp, ValuePeriod period, int version, StationPoints points)
    {
        (_count, _factor, HasStates, HasNoTime, DataTime, RestartTime, Deviations) = (0, 0, false, false, null, null, Deviations.None);
        var fields = new Fields(cp);
        while (fields.MoveNext())
            if (points.Of(fields.Name, period) is { } meaning) Take(meaning, fields.Value, period, version);
            else Deviations |= Deviations.TooManyNames;
        Deviations |= fields.Deviations & ~Deviations.Comma;
    }

    /// <summary>The values at their times: those of a period at its beginning; those without a time of their own, or with an impossible one, at the packet's.</summary>
    /// <param name="latest">No time of a sample is taken beyond it.</param>
    public Observation[] ToObservations(Instant at, Instant latest)
    {
        var observations = new Observation[_count];
        for (var i = 0; i < _count; i++)
        {
            var own = _slots[i].SampledAt is { } sampled && sampled >= StationTime.Earliest && sampled <= latest ? sampled : at;
            observations[i] = new(_slots[i].Series, own, _slots[i].Value, _slots[i].Mark);
        }

        return observations;
    }

    /// <summary>The states of facilities among the values, by the number of their series.</summary>
    public IEnumerable<(int Series, int State)> States()
    {
        for (var i = 0; i < _count; i++)
            if (_slots[i].IsState && _slots[i].Value is >= 0 and <= 99) yield return (_slots[i].Series, (int)_slots[i].Value);
    }

    private void Take(Meaning meaning, ReadOnlySpan<byte> value, ValuePeriod period, int version)
    {
        if (meaning.Factor != _factor) (_factor, _mark, _sampledAt) = (meaning.Factor, DataFlag.Normal, null);
        switch (meaning.Kind)
        {
            case FieldKind.Value or FieldKind.State:
                if (Utf8Parser.TryParse(value, out double number, out var used) && used == value.Length && AcceptedValues.Value(number))
                    Add(new(meaning, number, _mark, _sampledAt));
                else Deviations |= Deviations.BadValue;
                break;
            case FieldKind.Mark:
                _mark = Marks.Read(value, version) ?? Doubtful();
                for (var i = _count; i > 0 && _slots[i - 1].Factor == _factor; i--) _slots[i - 1].Mark = _mark;
                break;
            case FieldKind.SampleTime when period == ValuePeriod.Instant && Time(value) is { } sampled:
                _sampledAt = sampled;
                for (var i = _count; i > 0 && _slots[i - 1].Factor == _factor; i--) _slots[i - 1].SampledAt = sampled;
                break;
            case FieldKind.DataTime:
                DataTime = Time(value);
                HasNoTime = DataTime is null;
                break;
            case FieldKind.RestartTime:
                RestartTime = Time(value);
                break;
            case FieldKind.Beyond:
                Deviations |= Deviations.TooManyNames;
                break;
            case FieldKind.Unknown:
                Deviations |= Deviations.UnknownField;
                break;
        }
    }

    private void Add(in Slot slot)
    {
        if (_count == _slots.Length) Array.Resize(ref _slots, _count * 2);
        _slots[_count++] = slot;
        HasStates |= slot.IsState;
    }

    private DataFlag Doubtful()
    {
        Deviations |= Deviations.BadMark;
        return DataFlag.Fault;
    }

    private Instant? Time(ReadOnlySpan<byte> value)
    {
        if (!StationTime.TryRead(value, out var time))
        {
            Deviations |= Deviations.BadValue;
            return null;
        }

        if (value.Length != 14) Deviations |= Deviations.TimeShape;
        return time;
    }

    private struct Slot(Meaning meaning, double value, DataFlag mark, Instant? sampledAt)
    {
        public readonly int Series = meaning.Series;
        public readonly int Factor = meaning.Factor;
        public readonly double Value = value;
        public readonly bool IsState = meaning.Kind == FieldKind.State;
        public DataFlag Mark = mark;
        public Instant? SampledAt = sampledAt;
    }
}

/// <summary>The marks of values (数据标记).</summary>
internal static class Marks
{
    /// <summary>Null where no version of the standard knows it.</summary>
    public static DataFlag? Read(ReadOnlySpan<byte> text, int version) => (text.Length == 1 ? (char)(text[0] & 0xDF) : '?') switch
    {
        'N' => DataFlag.Normal,
        'F' => DataFlag.Stopped,
        'M' => DataFlag.Maintenance,
        'S' => DataFlag.SetByHand,
        'D' => DataFlag.Fault,
        'C' => DataFlag.Calibration,
        'T' => DataFlag.OverRange,
        'B' => DataFlag.LinkBroken,
        _ => version == 0 && text.Length == 1 ? Read2005(text[0]) : null,
    };

    /// <summary>HJ/T 212-2005: P is a failure of power; stations of air quality wrote digits.</summary>
    private static DataFlag? Read2005(byte mark) => mark switch
    {
        (byte)'P' => DataFlag.Fault,
        (byte)'0' => DataFlag.Calibration,
        (byte)'1' or (byte)'3' => DataFlag.Normal,
        (byte)'2' => DataFlag.Fault,
        _ => null,
    };
}

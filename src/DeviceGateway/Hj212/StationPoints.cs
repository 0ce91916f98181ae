using System.Diagnostics.CodeAnalysis;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>A field's meaning for one station, ready for use.</summary>
/// <param name="Factor">The same number for every field of one factor.</param>
/// <param name="Series">0 where it is no value or its number is not known yet.</param>
internal readonly record struct Meaning(FieldKind Kind, int Factor, int Series);

/// <summary>
/// What the field names of one station mean, learned at first sight: afterwards a packet is read without making a text of any
/// name. It keeps at most <see cref="MostNames"/> names; a station has some hundred.
/// </summary>
internal sealed class StationPoints
{
    public const int MostNames = 2000;

    private readonly Dictionary<byte[], Meaning>[] _meanings =
        [.. Enum.GetValues<ValuePeriod>().Select(_ => new Dictionary<byte[], Meaning>(Bytes.Comparer))];
    private readonly Dictionary<byte[], int> _factors = new(Bytes.Comparer);
    private readonly Dictionary<int, string> _components = [];
    private readonly List<(byte[] Name, ValuePeriod Period, FieldName Field)> _wanted = [];
    private int _names;

    /// <summary>Whether there are points whose series is not known yet: see <see cref="Learn"/>.</summary>
    public bool Wants => _wanted.Count > 0;

    /// <summary>Null where the station has too many names already.</summary>
    public Meaning? Of(ReadOnlySpan<byte> name, ValuePeriod period)
    {
        var known = _meanings[(int)period].GetAlternateLookup<ReadOnlySpan<byte>>();
        return known.TryGetValue(name, out var meaning) ? meaning : Meet(name, period);
    }

    /// <summary>The part of the station whose state a series tells, such as <c>SB1</c>.</summary>
    public string ComponentOf(int series) => _components[series];

    /// <summary>Has the new points numbered.</summary>
    /// <param name="seriesOf">The number of a point, or null where the device may have no more.</param>
    public async ValueTask Learn(Func<string, ValueTask<int?>> seriesOf)
    {
        foreach (var (name, period, field) in _wanted)
        {
            var series = await seriesOf(field.Point!);
            var meaning = _meanings[(int)period][name];
            _meanings[(int)period][name] = series is { } number
                ? meaning with { Series = number }
                : meaning with { Kind = FieldKind.Beyond };
            if (field.Kind == FieldKind.State && series is { } state) _components[state] = field.Point![..field.Factor];
        }

        _wanted.Clear();
    }

    private Meaning? Meet(ReadOnlySpan<byte> name, ValuePeriod period)
    {
        if (_names >= MostNames) return null;
        _names++;
        var field = FieldName.Of(name, period);
        var meaning = new Meaning(field.Kind, FactorOf(name[..field.Factor]), 0);
        var key = name.ToArray();
        _meanings[(int)period][key] = meaning;
        if (field.Point is not null) _wanted.Add((key, period, field));
        return meaning;
    }

    private int FactorOf(ReadOnlySpan<byte> factor)
    {
        if (factor.IsEmpty) return 0;
        var known = _factors.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!known.TryGetValue(factor, out var number)) known[factor] = number = _factors.Count + 1;
        return number;
    }
}

/// <summary>Finds a text by its bytes, without making a text of them.</summary>
internal sealed class Bytes : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
{
    public static readonly Bytes Comparer = new();

    public bool Equals(byte[]? one, byte[]? other) => one.AsSpan().SequenceEqual(other);

    public int GetHashCode([DisallowNull] byte[] bytes) => GetHashCode(bytes.AsSpan());

    public bool Equals(ReadOnlySpan<byte> one, byte[] other) => one.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    public byte[] Create(ReadOnlySpan<byte> bytes) => bytes.ToArray();
}

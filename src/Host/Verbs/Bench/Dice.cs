namespace SmartCity.Host.Verbs.Bench;

/// <summary>Chance that falls the same way in every run.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random _random = new(seed);

    /// <summary>0 to 1, evenly.</summary>
    public double Uniform() => _random.NextDouble();

    /// <summary>Around 0 with deviation 1 (Box and Muller).</summary>
    public double Normal() => Math.Sqrt(-2 * Math.Log(1 - Uniform())) * Math.Cos(2 * Math.PI * Uniform());
}

/// <summary>Things that come up as often as their weights say.</summary>
internal sealed class Weighted<T>
{
    private readonly T[] _items;
    private readonly double[] _sums;

    public Weighted(IEnumerable<(T Item, double Weight)> items)
    {
        var all = items.ToArray();
        _items = [.. all.Select(a => a.Item)];
        _sums = new double[all.Length];
        var sum = 0.0;
        for (var i = 0; i < all.Length; i++) _sums[i] = sum += all[i].Weight;
    }

    public T Draw(Dice dice)
    {
        var at = Array.BinarySearch(_sums, dice.Uniform() * _sums[^1]);
        return _items[Math.Min(at < 0 ? ~at : at + 1, _items.Length - 1)];
    }
}

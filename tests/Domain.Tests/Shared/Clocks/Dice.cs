namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>Random numbers (SplitMix64) that a seed and a stream fix for ever, on every platform.</summary>
internal struct Dice(ulong seed, ulong stream)
{
    private ulong _state = seed ^ (stream * 0xD1B54A32D192ED03UL);

    public int Below(int limit) => (int)((Next() >> 33) % (ulong)limit);

    public T Of<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15UL;
        var z = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}

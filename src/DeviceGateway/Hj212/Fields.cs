namespace SmartCity.DeviceGateway.Hj212;

/// <summary>
/// The fields <c>name=value</c> of a segment one after the other, without a copy. Items end with <c>;</c>, the values of one
/// item with <c>,</c>; both are taken as an end. Blanks around names and values are left off.
/// </summary>
internal ref struct Fields(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    public ReadOnlySpan<byte> Name { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>Blanks, commas and fields without a value that were met so far.</summary>
    public Deviations Deviations { get; private set; }

    public bool MoveNext()
    {
        while (!_rest.IsEmpty)
        {
            var end = _rest.IndexOfAny((byte)';', (byte)',');
            var field = end < 0 ? _rest : _rest[..end];
            if (end >= 0 && _rest[end] == ',') Deviations |= Deviations.Comma;
            _rest = end < 0 ? default : _rest[(end + 1)..];
            var equals = field.IndexOf((byte)'=');
            if (equals > 0)
            {
                Name = Trim(field[..equals]);
                Value = Trim(field[(equals + 1)..]);
                return true;
            }

            if (!field.IsEmpty) Deviations |= Deviations.UnknownField;
        }

        return false;
    }

    private ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        var trimmed = text.Trim(" \t"u8);
        if (trimmed.Length != text.Length) Deviations |= Deviations.Blank;
        return trimmed;
    }
}

namespace SmartCity.Projections.Supervision;

/// <summary>SQL over <c>read.supervised</c> that is put together from a choice: the moment is <c>$1</c>, each further value a parameter.</summary>
internal abstract class MatterSql
{
    /// <summary>Red once any clock ran out; an archived matter is red or green, for nothing becomes due in it.</summary>
    protected const string Light =
        """
        case when breached or (archived_at is null and due_at < $1) then 'red'
             when archived_at is null and warn_at <= $1 then 'yellow' else 'green' end
        """;

    /// <summary>The light of an archived matter, as a column.</summary>
    internal const string Ended = "case when breached then 'red' else 'green' end light";

    private readonly List<object?> _values = [];

    /// <summary>The values of <c>$2</c> … so far.</summary>
    public object?[] Values => [.. _values];

    /// <summary>One more value of the query; what stands for it in the text.</summary>
    public string Add(object? value)
    {
        _values.Add(value);
        return $"${_values.Count + 1}";
    }

    /// <summary>What a choice asks of a row beside its set and its light.</summary>
    protected string Asked(MatterChoice choice)
    {
        var asked = "";
        void Ask(string column, string? value)
        {
            if (value == MatterChoice.None) asked += $" and {column} is null";
            else if (value is not null) asked += $" and {column} = {Add(value)}";
        }
        Ask("kind", choice.Kind);
        Ask("item", choice.Item);
        Ask("stage", choice.Stage);
        Ask("unit", choice.Unit);
        Ask("town", choice.Town);
        if (choice.Tile is { } tile)
            asked += $" and floor(longitude * {MapTile.PerDegree}) = {Add(tile.Column)}"
                + $" and floor(latitude * {MapTile.PerDegree}) = {Add(tile.Row)}";
        return asked;
    }
}

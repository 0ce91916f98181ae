using System.Collections.Concurrent;
using System.Data.Common;
using System.Reflection;
using System.Text.Json;
using NodaTime;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The columns of a row type, its properties in snake case, and rows as values that can be compared with what a table holds: whole
/// numbers, moments to the microsecond, lists and what is kept as JSON by their content.
/// </summary>
internal sealed class RowShape
{
    private static readonly ConcurrentDictionary<Type, RowShape> Known = new();
    private static readonly Type[] Plain =
    [
        typeof(Guid), typeof(string), typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(Instant), typeof(LocalDate),
    ];

    private readonly PropertyInfo[] _properties;
    private readonly bool[] _plain;

    private RowShape(Type row)
    {
        _properties = row.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        _plain = [.. _properties.Select(property => Plain.Contains(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))];
        Columns = [.. _properties.Select(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name))];
        ComparesItself = _plain.All(plain => plain);
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Whether rows are equal exactly when all their columns are: none of them is a list.</summary>
    public bool ComparesItself { get; }

    public static RowShape Of(Type row) => Known.GetOrAdd(row, type => new(type));

    /// <summary>The values of a row in the order of its columns.</summary>
    public object?[] Values(object row)
    {
        var values = new object?[_properties.Length];
        for (var i = 0; i < values.Length; i++) values[i] = Comparable(_properties[i].GetValue(row));
        return values;
    }

    /// <summary>The values of a row of the table, whose first columns they are, in an array of a size.</summary>
    public object?[] Values(DbDataReader row, int size)
    {
        var values = new object?[size];
        for (var i = 0; i < _properties.Length; i++)
            values[i] = row.IsDBNull(i) ? null
                : _plain[i] || row.GetValue(i) is not string json ? Comparable(row.GetValue(i))
                : Comparable(JsonSerializer.Deserialize(json, _properties[i].PropertyType, RowJson.Options));
        return values;
    }

    /// <summary>A moment as tables keep it, in microseconds; infinity is the last of all.</summary>
    public static long Micros(Instant at) =>
        at == Instant.MaxValue ? long.MaxValue : at == Instant.MinValue ? long.MinValue
            : (long)Math.Round(at.ToUnixTimeTicks() / 10m, MidpointRounding.ToEven);

    /// <summary>A value as those that are compared.</summary>
    public static object? Comparable(object? value) => value switch
    {
        null or Guid or string or bool or long or LocalDate => value,
        int number => (long)number,
        Instant at => Micros(at),
        double number => number,
        decimal number => (double)number,
        _ => JsonSerializer.Serialize(value, value.GetType(), RowJson.Options),
    };
}

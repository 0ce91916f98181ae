using System.Reflection;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Tables that a capability brings, as SQL that may run again. The owner runs it after what all share; whatever stands in
/// the schema <c>read</c> is granted to the application, everything else the part grants itself.
/// </summary>
public sealed record SchemaPart(string Sql)
{
    /// <summary>The SQL file of this project with the path, such as <c>GridCases/schema.sql</c>.</summary>
    public static SchemaPart File(string path)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(path)
            ?? throw new ArgumentException($"There is no SQL file {path}.", nameof(path));
        using var reader = new StreamReader(stream);
        return new(reader.ReadToEnd());
    }
}

using System.Reflection;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>The tables of the telemetry (schema <c>telemetry</c>), as SQL that the owner may run again.</summary>
public static class TelemetrySchema
{
    public static string Sql { get; } = Read("schema.sql") + Read("rollups.sql");

    private static string Read(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Telemetry/" + file)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

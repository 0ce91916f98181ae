using System.Reflection;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>The tables of the telemetry (schema <c>telemetry</c>), as SQL that the owner may run again.</summary>
public static class TelemetrySchema
{
    public static string Sql { get; } = Read();

    private static string Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("Telemetry/schema.sql")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using System.Net.Sockets;
using Npgsql;

namespace SmartCity.DeviceGateway.Telemetry;

/// <summary>Tells what passes by itself from what is wrong with the values.</summary>
internal static class DatabaseAway
{
    /// <summary>
    /// Gone, going, full, or busy with others: connection (08), rolled back for another (40), no resources such as disk (53),
    /// not ready or locked (55), stopped by an operator (57), system (58), its own fault (XX).
    /// </summary>
    public static bool Means(Exception reason) => reason switch
    {
        PostgresException { SqlState: var state } => state[..2] is "08" or "40" or "53" or "55" or "57" or "58" or "XX",
        NpgsqlException or IOException or SocketException or TimeoutException or ObjectDisposedException
            or OperationCanceledException => true,
        _ => false,
    };
}

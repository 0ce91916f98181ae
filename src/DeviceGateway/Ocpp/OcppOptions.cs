namespace SmartCity.DeviceGateway.Ocpp;

/// <summary>How OCPP is spoken (<c>DeviceGateway:Ocpp</c>).</summary>
public sealed record OcppOptions
{
    /// <summary>How often a pile is asked to say that it is there.</summary>
    public int HeartbeatSeconds { get; init; } = 60;

    /// <summary>How long a pile may take to answer a call.</summary>
    public double AnswerWithinSeconds { get; init; } = 30;

    /// <summary>Largest message in bytes; a larger one ends the connection.</summary>
    public int LargestMessage { get; init; } = 64 * 1024;

    public int MostConnections { get; init; } = 10_000;
}

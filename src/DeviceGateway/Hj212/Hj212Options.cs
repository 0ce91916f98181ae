using System.Net;

namespace SmartCity.DeviceGateway.Hj212;

/// <summary>How the door for HJ 212 stands (docs/protocols/hj212.md).</summary>
public sealed record Hj212Options
{
    /// <summary>Null: not opened. 0: any free port.</summary>
    public int? Port { get; init; }

    public IPAddress Address { get; init; } = IPAddress.Loopback;

    public int MostConnections { get; init; } = 10_000;

    /// <summary>
    /// A packet that has begun must be whole within it, else the connection is closed; without one it may be idle for ever.
    /// </summary>
    public TimeSpan PacketLimit { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A connection on which no station has proved itself within it is closed.</summary>
    public TimeSpan StrangerLimit { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Packets of one connection that wait for their commit; no more are read meanwhile.</summary>
    public int Window { get; init; } = 64;

    /// <summary>Packets of all connections that wait for their commit: the bound of memory while the database is away.</summary>
    public int WindowOfAll { get; init; } = 4096;

    /// <summary>A device that floods is held for so long at most; what is not welcome then is refused.</summary>
    public TimeSpan LongestHold { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Answers with a wrong password or an unknown MN come after it.</summary>
    public TimeSpan WrongPasswordDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>OverTime: a request that is not answered within it is sent again.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>ReCount: so many times.</summary>
    public int Repeats { get; init; } = 3;
}

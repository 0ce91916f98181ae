namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>How MQTT is spoken (<c>DeviceGateway:Mqtt</c>).</summary>
public sealed record MqttOptions
{
    /// <summary>Largest packet in bytes; a larger one ends the connection before it is read.</summary>
    public int LargestPacket { get; init; } = 256 * 1024;

    /// <summary>Largest packet before the sender is known.</summary>
    public int LargestConnect { get; init; } = 16 * 1024;

    public int MostConnections { get; init; } = 20_000;

    /// <summary>Messages of one connection that are not acknowledged yet; more are not read.</summary>
    public int MostUnacknowledged { get; init; } = 64;

    /// <summary>How long a connection may take to say who it is.</summary>
    public double ConnectWithinSeconds { get; init; } = 10;

    /// <summary>An external broker (<c>host:port</c>) in place of the embedded one.</summary>
    public string? Broker { get; init; }

    public string? BrokerUser { get; init; }

    public string? BrokerPassword { get; init; }

    /// <summary>Whether the external broker is spoken to over TLS.</summary>
    public bool BrokerTls { get; init; }

    /// <summary>Gateways of one group share the load of the broker.</summary>
    public string BrokerGroup { get; init; } = "smartcity";

    /// <summary>This gateway's name at the broker, which keeps what it did not acknowledge; another for each gateway.</summary>
    public string BrokerClient { get; init; } = "smartcity-" + Environment.MachineName;
}

/// <summary>Where the embedded server listens; null for a port that is not opened.</summary>
public sealed record MqttEndpoint(System.Net.IPAddress Address, int? Port);

namespace SmartCity.DeviceGateway.Mqtt;

/// <summary>What a device may say on a topic.</summary>
internal enum TopicKind
{
    Telemetry,
    State,
    CommandResult,
}

/// <summary>A topic that a device publishes to: <c>devices/{code}/telemetry</c>, <c>…/state</c>, <c>…/commands/{id}/result</c>.</summary>
internal readonly record struct DeviceTopic(string Code, TopicKind Kind, Guid Command)
{
    private const string Root = "devices";

    /// <summary>Null where the topic is none of them.</summary>
    public static DeviceTopic? Read(string topic) => topic.Split('/', 6) switch
    {
        [Root, { Length: > 0 } code, "telemetry"] => new(code, TopicKind.Telemetry, default),
        [Root, { Length: > 0 } code, "state"] => new(code, TopicKind.State, default),
        [Root, { Length: > 0 } code, "commands", var id, "result"] when Guid.TryParse(id, out var command) =>
            new(code, TopicKind.CommandResult, command),
        _ => null,
    };

    /// <summary>Where a command is told to the device.</summary>
    public static string OfCommand(string code, Guid command) => $"{Root}/{code}/commands/{command}";

    /// <summary>Whether the device may listen there: to its own commands and its own last state.</summary>
    public static bool MayHear(string code, string filter)
    {
        var own = $"{Root}/{code}/";
        return filter.StartsWith(own, StringComparison.Ordinal) && filter[own.Length..] is "#" or "commands/#" or "commands/+" or "state";
    }

    /// <summary>Whether commands reach somebody who listens there.</summary>
    public static bool BringsCommands(string filter) => !filter.EndsWith("/state", StringComparison.Ordinal);

    /// <summary>What a gateway listens to at a broker; the group shares it out.</summary>
    public static IEnumerable<string> Shared(string group) =>
        ((string[])["telemetry", "state", "commands/+/result"]).Select(what => $"$share/{group}/{Root}/+/{what}");
}

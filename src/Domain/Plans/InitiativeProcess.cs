namespace SmartCity.Domain.Plans;

/// <summary>What an initiative and its process know of each other.</summary>
public static class InitiativeProcess
{
    /// <summary>The process that every initiative runs through.</summary>
    public const string Definition = "plan-initiative";

    /// <summary>The message that acceptance is asked for.</summary>
    public const string Asked = "acceptance-asked";

    /// <summary>The facts that the process may read.</summary>
    public static IReadOnlyDictionary<string, object?> Facts(Initiative state) => new Dictionary<string, object?>
    {
        ["unit"] = state.Unit,
    };
}

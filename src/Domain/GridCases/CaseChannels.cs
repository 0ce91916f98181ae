namespace SmartCity.Domain.GridCases;

/// <summary>Through which a report comes (信息来源).</summary>
public static class CaseChannels
{
    public const string GridMember = "grid-member", Hotline = "hotline", Citizen = "citizen", Camera = "camera",
        Device = "device", Department = "department", Media = "media", Window = "window", Api = "api";

    /// <summary>Other words for a channel that clients use.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["patrol"] = GridMember, ["12345"] = Hotline, ["web"] = Citizen, ["app"] = Citizen, ["wechat"] = Citizen,
        ["self-service"] = Citizen,
    };

    /// <summary>The channels that tables and figures know.</summary>
    public static IReadOnlyList<string> All { get; } =
        [GridMember, Hotline, Citizen, Camera, Device, Department, Media, Window, Api];

    /// <summary>The channel by its own name or by another word for it; null when there is no such channel.</summary>
    public static string? Find(string given) =>
        All.Contains(given) ? given : Aliases.GetValueOrDefault(given);

    /// <summary>Whether its reports need no reading: somebody of the grid was there, or a machine saw it.</summary>
    public static bool IsTrusted(string channel) => channel is GridMember or Camera or Device;
}

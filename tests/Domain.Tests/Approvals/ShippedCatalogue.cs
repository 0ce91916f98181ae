using System.Text.Json;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Workflows;

namespace SmartCity.Domain.Tests.Approvals;

/// <summary>What stands under <c>catalog/</c>, as the host would publish it.</summary>
internal static class ShippedCatalogue
{
    public static string Folder { get; } = Path.Combine(Root(), "catalog");

    public static IReadOnlyList<ApprovalItem> Items { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Folder, "approval-items"), "*.json").Order(StringComparer.Ordinal)
            .Select(file => ApprovalItemFile.Parse(File.ReadAllText(file))),
    ];

    public static ProcessRegistry Processes { get; } = ProcessRegistry.Load(
        Path.Combine(Folder, "processes"), Path.Combine(Folder, "forms"), text => TimeLimit.TryParse(text, out _));

    public static IReadOnlyList<Actor> People { get; } =
    [
        .. Read("accounts.demo.json").RootElement.EnumerateArray().Select(account => new Actor(
            account.GetProperty("username").GetString()!,
            account.GetProperty("displayName").GetString()!,
            [.. account.GetProperty("roles").EnumerateArray().Select(role => role.GetString()!)],
            account.GetProperty("unit").GetString()!,
            "window")),
    ];

    public static IReadOnlySet<string> Units { get; } = Read("units.json").RootElement.GetProperty("units")
        .EnumerateArray().Select(unit => unit.GetProperty("code").GetString()!).ToHashSet();

    public static ApprovalItem Item(string code) => Items.Single(item => item.Code == code);

    public static JsonDocument Read(string file) => JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, file)));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SmartCity.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}

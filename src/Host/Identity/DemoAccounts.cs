namespace SmartCity.Host.Identity;

/// <summary>The accounts a stranger may sign in with while the demo runs.</summary>
internal static class DemoAccounts
{
    public static void MapDemoAccounts(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/demo/accounts", (AccountBook book) => new DemoAccountList(
            [.. book.People.Select(a => new DemoAccount(a.Username, a.Password!, a.DisplayName, a.Roles, a.Unit))]))
            .AllowAnonymous()
            .WithTags("Demo");
}

internal sealed record DemoAccount(
    string Username, string Password, string DisplayName, IReadOnlyList<string> Roles, string Unit);

internal sealed record DemoAccountList(IReadOnlyList<DemoAccount> Items, string? NextCursor = null);

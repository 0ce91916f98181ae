using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Notices;

/// <summary>A host with adapters and a mail server, on a morning in Beijing.</summary>
public sealed class NoticeHost : IAsyncLifetime
{
    public const string Name = "notices";

    internal RunningHost Host { get; private set; } = null!;

    internal Adapters Adapters { get; private set; } = null!;

    internal MailServer Mail { get; } = new();

    public District District => Host.District;

    public async ValueTask InitializeAsync()
    {
        Adapters = await Adapters.Start();
        Host = await RunningHost.Start(more:
        [
            .. Adapters.Settings, "--Notices:Smtp:Host=127.0.0.1", $"--Notices:Smtp:Port={Mail.Port}", "--Notices:Smtp:Security=none",
            "--Notices:Smtp:From=smartcity@example.org", "--Notices:Addresses:Units:DX-SWJ=water@example.org",
            "--Notices:Addresses:Accounts:swj-officer-1=officer@example.org", "--Notices:Addresses:Accounts:supervisor-1=supervisor@example.org",
        ]);
        await GoTo(10);
    }

    /// <summary>Lets time pass to the next such hour in Beijing.</summary>
    public async Task GoTo(int hour)
    {
        var now = Host.Service<IClock>().GetCurrentInstant().InZone(WorkingCalendar.Zone).LocalDateTime;
        var day = now.Hour >= hour ? now.Date.PlusDays(1) : now.Date;
        var left = (day + new LocalTime(hour, 0)).InZoneLeniently(WorkingCalendar.Zone).ToInstant() - Host.Service<IClock>().GetCurrentInstant();
        await District.Advance($"PT{(long)left.TotalSeconds + 1}S");
    }

    /// <summary>Waits until it is so: notices follow the ledger.</summary>
    public static async Task Until(Func<Task<bool>> so, Func<string> what)
    {
        for (var left = 300; left > 0; left--)
        {
            if (await so()) return;
            await Task.Delay(100);
        }
        false.ShouldBeTrue(what());
    }

    /// <summary>The notices of a matter as supervisors see them, once each of them is sent.</summary>
    public async Task<IReadOnlyList<JsonElement>> Sent(string number, string occasion, int most = 20)
    {
        IReadOnlyList<JsonElement> found = [];
        await Until(async () => (found = await Notices(number, occasion)).Count > 0 && found.All(n => n.Of("state") == "sent"),
            () => $"{occasion} of {number}: {string.Join(", ", found.Select(n => $"{n.Of("channel")} {n.Of("state")} {n.Of("lastError")}"))}");
        found.Count.ShouldBeLessThanOrEqualTo(most);
        return found;
    }

    public async Task<IReadOnlyList<JsonElement>> Notices(string number, string? occasion = null) =>
        [.. (await (await District.As("supervisor-1")).Get($"notices?limit=200&matter={number}{(occasion is null ? "" : $"&occasion={occasion}")}"))
            .Expect(200)["items"].EnumerateArray()];

    public async Task<string> Number(Guid matter) => (await District.Matter(matter)).Text("number");

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Adapters.DisposeAsync();
        Mail.Dispose();
    }
}

internal static class NoticeJson
{
    public static string? Of(this JsonElement notice, string property) => notice.GetProperty(property).GetString();
}

[CollectionDefinition(NoticeHost.Name)]
public sealed class NoticeCollection : ICollectionFixture<NoticeHost>;

using System.Globalization;
using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Supervision;

/// <summary>What supervisors look at, and the lists behind it.</summary>
internal static class Supervisor
{
    /// <summary>So many looks in a row find nothing new: about two seconds, in which workers would have gone on.</summary>
    private const int Quiet = 40;

    /// <summary>Waits until the read models of supervision have seen all that is in the ledger, and nothing more comes.</summary>
    public static async Task CaughtUp(this HostFixture host)
    {
        var (last, still) = (-1L, 0);
        for (var end = DateTime.UtcNow.AddSeconds(60); ; await Task.Delay(50))
        {
            var events = await host.Host.Sql.EventCount();
            (last, still) = (events, events == last ? still + 1 : 0);
            var behind = await host.Host.Sql.Value<long>(
                """
                select (select coalesce(max(seq_id), 0) from ledger.mt_events)
                     - coalesce((select last_seq_id from ledger.mt_event_progression where name = 'Matters:All'), 0)
                """);
            if (behind <= 0 && still >= Quiet) return;
            DateTime.UtcNow.ShouldBeLessThan(end, $"supervision is {behind} events behind");
        }
    }

    public static async Task<Reply> See(this District district, string path) =>
        (await (await district.As("supervisor-1")).Get(path)).Expect(200);

    /// <summary>The whole list behind an address that a figure names, page by page.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Behind(this District district, string href, int limit = 200)
    {
        var supervisor = await district.As("supervisor-1");
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = (await supervisor.Get($"{href}&limit={limit.ToString(CultureInfo.InvariantCulture)}{(cursor is null ? "" : "&cursor=" + cursor)}")).Expect(200);
            items.AddRange(page["items"].EnumerateArray());
            cursor = page["nextCursor"].GetString();
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Every count in an answer with the address of the list behind it, wherever it stands.</summary>
    public static IEnumerable<(string Path, long Count, string Href)> Counts(JsonElement json, string path = "")
    {
        if (json.ValueKind == JsonValueKind.Array)
            return json.EnumerateArray().SelectMany((item, i) => Counts(item, $"{path}[{i}]"));
        if (json.ValueKind != JsonValueKind.Object) return [];
        var own = new List<(string, long, string)>();
        foreach (var (count, href) in (ReadOnlySpan<(string, string)>)[("count", "href"), ("counted", "href"), ("of", "ofHref")])
            if (json.TryGetProperty(count, out var n) && n.ValueKind == JsonValueKind.Number
                && json.TryGetProperty(href, out var h) && h.ValueKind == JsonValueKind.String)
                own.Add(($"{path}.{count}", n.GetInt64(), h.GetString()!));
        return own.Concat(json.EnumerateObject().SelectMany(p => Counts(p.Value, $"{path}.{p.Name}")));
    }

    /// <summary>Every count of the answer is that of the list behind it; how many were looked at.</summary>
    public static async Task<int> AgreesWithItsLists(this District district, Reply answer)
    {
        var counts = Counts(answer.Json).ToList();
        var known = new Dictionary<string, IReadOnlyList<JsonElement>>();
        foreach (var (path, count, href) in counts)
        {
            if (!known.TryGetValue(href, out var behind)) known[href] = behind = await district.Behind(href);
            behind.Count.ShouldBe((int)count, $"{path}: {href}: {string.Join("; ", behind.Take(10).Select(item => item.GetRawText()))}");
        }
        return counts.Count;
    }
}

using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Supervision.Cards;

/// <summary>督办卡台账: counts are those of the list, now and as of any moment.</summary>
[Collection(nameof(CardStories))]
public sealed class CardListTests(CardStories stories)
{
    private static readonly string[] Queries =
        ["", "&colour=red", "&colour=yellow", "&state=open", "&state=confirmed", "&unit=DX-SWJ", "&cause=step-overdue&unit=DX-SWJ", "&from=2020-01-01", "&to=2020-01-01"];

    [Fact]
    public async Task Counts_equal_the_list_behind_them_whatever_is_asked_for()
    {
        foreach (var query in Queries)
        {
            var counts = (await stories.Cards(query)).Expect(200)["counts"];
            var list = await stories.All(query);
            counts.GetProperty("total").GetInt32().ShouldBe(list.Count, query);
            Counted(counts, "byColour").ShouldBe(Count(list, c => c.GetProperty("colour").GetString()!), ignoreOrder: true);
            Counted(counts, "byState").ShouldBe(Count(list, c => c.GetProperty("state").GetString()!), ignoreOrder: true);
            Counted(counts, "byUnit").ShouldBe(Count(list, c => c.Unit()), ignoreOrder: true);
            Counted(counts, "byCause").ShouldBe(Count(list, c => c.GetProperty("cause").Code()), ignoreOrder: true);
        }

        (await stories.All()).Count.ShouldBeGreaterThan(11);
        (await stories.All("&to=2020-01-01")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_page_holds_as_many_as_asked_for_and_pages_leave_nothing_out()
    {
        var all = (await stories.All()).Select(c => c.Id()).ToList();
        var paged = new List<Guid>();
        for (var cursor = ""; ;)
        {
            var page = (await (await stories.Supervisor()).Get("supervision/cards?limit=5" + cursor)).Expect(200);
            paged.AddRange(page["items"].EnumerateArray().Select(c => c.Id()));
            if (page["nextCursor"].ValueKind == JsonValueKind.Null) break;
            cursor = "&cursor=" + page.Text("nextCursor");
        }

        paged.ShouldBe(all);
    }

    [Fact]
    public async Task What_was_shown_is_shown_again_when_asked_as_of_then()
    {
        var live = new List<Reply>();
        foreach (var query in Queries) live.Add((await stories.Cards(query)).Expect(200));
        var id = (await stories.All("&cause=promised-overdue"))[0].Id();
        (await stories.District.Do(id, "explanation")).Expect(200);
        (await stories.District.Do(id, "judgement", "confirmed")).Expect(200);
        await stories.District.Advance("P1D");
        await stories.Settle();

        (await stories.Cards()).Body.ShouldNotBe(live[0].Body);
        for (var i = 0; i < Queries.Length; i++)
        {
            var then = await stories.Cards($"{Queries[i]}&asOf={Uri.EscapeDataString(live[i].Text("at"))}");
            then.Expect(200).Body.ShouldBe(live[i].Body, Queries[i]);
        }
    }

    [Fact]
    public async Task Only_those_who_supervise_see_it_and_what_makes_no_sense_is_said()
    {
        (await (await stories.District.As("swj-officer-1")).Get("supervision/cards")).Expect(403);
        (await stories.Cards("&colour=blue")).Refused(400, "request.unknown-word");
        (await stories.Cards("&cause=bad-luck")).Refused(400, "request.unknown-word");
        (await stories.Cards("&from=2026-02-01&to=2026-01-01")).Refused(400, "request.bad-period");
        (await stories.Cards("&from=yesterday")).Refused(400, "request.bad-time");
        (await stories.Cards("&asOf=2100-01-01T00:00:00%2B08:00")).Refused(400, "request.bad-time");
        (await stories.Cards("&cursor=x")).Refused(400, "request.bad-cursor");
    }

    private static IEnumerable<(string, int)> Counted(JsonElement counts, string by) =>
        counts.GetProperty(by).EnumerateArray().Select(c => (c.Code(), c.GetProperty("cards").GetInt32()));

    private static IEnumerable<(string, int)> Count(IReadOnlyList<JsonElement> cards, Func<JsonElement, string> of) =>
        cards.GroupBy(of).Select(group => (group.Key, group.Count()));
}

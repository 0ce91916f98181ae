using System.Text.Json;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Supervision.Cards;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Tests.Supervision.Cards;

/// <summary>督办卡 over HTTP: each cause raises one card, which is explained, judged and counted.</summary>
[Collection(nameof(CardStories))]
public sealed class CardTests(CardStories stories)
{
    private readonly District _district = stories.District;

    [Theory]
    [InlineData("late-approval", "step-overdue", "yellow", "DX-SWJ")]
    [InlineData("late-approval", "promised-overdue", "yellow", "DX-SWJ")]
    [InlineData("late-approval", "statutory-overdue", "red", "DX-SWJ")]
    [InlineData("complete-refused", "complete-application-refused", "red", "DX-HALL")]
    [InlineData("asked-twice", "materials-asked-twice", "yellow", "DX-HALL")]
    [InlineData("bad-rating", "bad-rating-not-rectified", "red", "DX-SWJ")]
    [InlineData("returned-twice", "returned-twice", "yellow", "DX-CGZFJ")]
    [InlineData("verification-failed", "verification-failed-twice", "yellow", null)]
    [InlineData("late-case", "total-overdue", "red", null)]
    [InlineData("late-case", "response-overdue", "red", null)]
    [InlineData("emergency", "situation-report-missed", "red", "DX-YJJ")]
    [InlineData("device", "device-offline", "yellow", "DX-CGW")]
    public async Task Each_cause_raises_one_card(string story, string cause, string colour, string? unit)
    {
        var card = (await stories.All($"&cause={cause}")).Where(c => About(c) == stories.Matters[story]).ShouldHaveSingleItem();

        unit ??= (await _district.Matter(stories.Matters[story]))["facts"].GetProperty("handlingUnit").GetString();
        (card.GetProperty("colour").GetString(), card.Unit(), card.GetProperty("rule").GetString()).ShouldBe((colour, unit, "cards@2"));
        card.GetProperty("matter").GetProperty("title").ToString().ShouldNotContain("路边垃圾", customMessage: "the reporter's own");
        card.GetProperty("number").GetString()!.ShouldStartWith("DX-SC-");
        card.GetProperty("happenedAt").GetDateTimeOffset().ShouldBeLessThanOrEqualTo(card.GetProperty("raisedAt").GetDateTimeOffset());
        var matter = await _district.Matter(card.Id());
        matter.Text("kind").ShouldBe("supervision-card");
        matter["facts"].GetProperty("matter").GetProperty("id").GetGuid().ShouldBe(stories.Matters[story]);
    }

    [Fact]
    public async Task Where_nothing_went_wrong_there_is_no_card_and_cards_raise_none()
    {
        var about = (await stories.All()).Select(About).ToHashSet();
        about.ShouldNotContain(stories.Matters["fine-approval"]);
        about.ShouldNotContain(stories.Matters["fine-case"]);
        (await stories.Host.Sql.Value<long>("select count(*) from desk.card_causes where kind = 'supervision-card'")).ShouldBe(0);
        (await stories.Host.Sql.Value<long>(
            """
            select count(*) from (select 1 from ledger.mt_events where type = 'card_raised'
              group by data->'cause'->>'matterId', data->'cause'->>'code', data->'cause'->>'key' having count(*) > 1) twice
            """)).ShouldBe(0);
    }

    [Fact]
    public async Task A_card_is_explained_sent_back_and_confirmed_through_tasks()
    {
        var id = await CardOf("complete-application-refused");
        (await _district.OpenTask(id, "explanation")).Role().ShouldBe("approver");
        (await _district.Do(id, "explanation", form: f => f["explanation"] = "")).Expect(422);
        (await _district.Do(id, "explanation")).Expect(200);
        (await State(id)).ShouldBe("explained");
        (await _district.Do(id, "judgement", "returned")).Expect(200);
        (await State(id)).ShouldBe("open");
        (await _district.Do(id, "explanation")).Expect(200);
        (await _district.Do(id, "judgement", "confirmed")).Expect(200);
        (await State(id)).ShouldBe("confirmed");
        var matter = await _district.Matter(id);
        (matter.Text("stage"), matter.Text("status")).ShouldBe(("archive", "confirmed"));
        matter["facts"].GetProperty("sentBack").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task What_is_confirmed_counts_in_the_units_figures_as_its_list_does_and_what_is_not_does_not()
    {
        const string address = "supervision/units?from=2020-01-01";
        var id = await CardOf("materials-asked-twice");
        await _district.CarryTo(id, "judgement");
        await stories.Settle();
        var before = await _district.See(address);
        (await _district.Do(id, "judgement", "confirmed")).Expect(200);
        await stories.Settle();
        var after = await _district.See(address);
        (Yellow(after) - Yellow(before)).ShouldBe(1, "it counts once it is confirmed");
        foreach (var colour in (string[])["yellow", "red"])
        {
            var of = after["all"].GetProperty("cards").GetProperty(colour);
            var list = await _district.Behind(of.GetProperty("href").GetString()!);
            list.Count.ShouldBe((int)of.GetProperty("count").GetInt64());
            list.ShouldAllBe(card => card.GetProperty("colour").GetString() == colour && card.GetProperty("state").GetString() == "confirmed");
        }
        (await _district.See($"{address}&asOf={Uri.EscapeDataString(before.Text("at"))}")).Body.ShouldBe(before.Body);
        (await _district.See(address + "&stage=archive"))["all"].GetProperty("cards").ValueKind.ShouldBe(JsonValueKind.Null);

        static long Yellow(Reply units) => units["units"].EnumerateArray().First(u => u.Unit() == "DX-HALL")
            .GetProperty("cards").GetProperty("yellow").GetProperty("count").GetInt64();
    }

    [Fact]
    public async Task A_card_may_be_withdrawn()
    {
        var id = await CardOf("device-offline");
        (await _district.CarryTo(id, "judgement")).ShouldBe(["explanation"]);
        (await _district.Do(id, "judgement", "withdrawn")).Expect(200);
        (await State(id)).ShouldBe("withdrawn");
    }

    [Fact]
    public async Task A_worker_that_was_killed_after_raising_a_card_raises_no_second_one()
    {
        var before = await stories.Host.Sql.Value<long>("select count(*) from ledger.mt_events where type = 'card_raised'");
        var carded = await stories.Host.Sql.Value<long>("select count(*) from desk.card_causes where card_id is not null");
        carded.ShouldBeGreaterThan(11);
        await stories.Host.Sql.Execute("update desk.card_causes set done_at = null, card_id = null");
        await stories.Settle();
        (await stories.Host.Sql.Value<long>("select count(*) from ledger.mt_events where type = 'card_raised'")).ShouldBe(before);
        (await stories.Host.Sql.Value<long>("select count(*) from desk.card_causes where card_id is not null")).ShouldBe(carded);
    }

    [Fact]
    public async Task Many_who_raise_the_same_card_at_once_raise_one()
    {
        var known = await stories.Host.Service<CardCauses>().Open(1, CancellationToken.None);
        known.ShouldBeEmpty();
        var cause = new CardCauseRow(
            Guid.NewGuid(), "returned-twice", "made-by-a-test", "DX-CGW", "grid-case", "DX-GC-1", "路边垃圾", "Refuse",
            NodaTime.Instant.FromUtc(2026, 3, 2, 1, 0), NodaTime.SystemClock.Instance.GetCurrentInstant(), true);
        var raising = stories.Host.Service<CardRaising>();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => raising.Raise(cause, CancellationToken.None)));
        (await stories.Host.Sql.Value<long>(
            $"select count(*) from ledger.mt_events where type = 'card_raised' and stream_id = '{cause.Card()}'")).ShouldBe(1);
        await stories.Settle();
        (await _district.Do(cause.Card(), "explanation")).Expect(200);
        (await _district.Do(cause.Card(), "judgement", "withdrawn")).Expect(200);
    }

    [Fact]
    public void In_every_unit_there_is_somebody_who_explains()
    {
        var (rules, people) = (stories.Host.Service<CardRulebook>(), stories.Host.Service<AccountBook>().People);
        foreach (var unit in stories.Host.Service<UnitDirectory>().All)
            people.ShouldContain(person => person.Unit == unit.Code && person.Roles.Contains(rules.RoleOf(unit.Code)), unit.Code);
        rules.RoleOf("a unit without accounts").ShouldBe("approver");
    }

    private async Task<Guid> CardOf(string cause) => (await stories.All($"&cause={cause}"))[0].Id();

    private async Task<string> State(Guid card)
    {
        await stories.Settle();
        return (await stories.All()).Single(c => c.Id() == card).GetProperty("state").GetString()!;
    }

    private static Guid About(JsonElement card) => card.GetProperty("matter").GetProperty("id").GetGuid();
}

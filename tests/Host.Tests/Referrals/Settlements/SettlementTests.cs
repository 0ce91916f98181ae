using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using SmartCity.Host.Referrals.Settlements;
using SmartCity.Host.Shared;
using SmartCity.Host.Tests.Referrals.Consultations;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Settlements;

/// <summary>Claims to a payer that answers late, twice and wrongly.</summary>
[Collection(PayerHost.Name)]
public sealed class SettlementTests(PayerHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_claim_goes_out_once_signed_with_no_more_than_the_payer_needs_and_is_paid()
    {
        var (id, number) = await host.Claimed();
        await Wait.Until(async () => (await host.Settlement(id))["message"].GetString() == "sent");
        var call = host.Payer.Of(number).ShouldHaveSingleItem();
        (call.Key, call.Json.GetProperty("messageId").GetGuid(), call.Json.GetProperty("amount").GetDecimal()).ShouldBe((id.ToString(), id, 180.5m));
        var insured = call.Json.GetProperty("insured");
        insured.EnumerateObject().Select(field => field.Name).ShouldBe(["name", "idNumber"]);
        call.Body.ShouldNotContain(ConsultationCalls.Phone);
        call.Body.ShouldNotContain(ConsultationCalls.Question);
        var seconds = long.Parse(call.Signature.Split(',')[0][2..], CultureInfo.InvariantCulture);
        call.Signature.ShouldBe(SignedCalls.Signature(SmallPayer.Secret, seconds, Encoding.UTF8.GetBytes(call.Body)));

        (await host.Says(number, "acknowledged")).ShouldBe("applied");
        (await host.Says(number, "approved", 180.5m, "yb-" + number)).ShouldBe("applied");
        (await host.Says(number, "approved", 180.5m, "yb-" + number)).ShouldBe("repeated");
        (await host.Says(number, "paid", 180.5m)).ShouldBe("applied");
        (await host.Says(number, "acknowledged")).ShouldBe("out-of-order");
        var settled = await host.Settlement(id);
        (settled.Text("status"), settled["settled"].GetDecimal(), settled["answers"].GetArrayLength()).ShouldBe(("paid", 180.5m, 5));
    }

    [Fact]
    public async Task A_payer_that_does_not_take_it_gets_the_same_message_again()
    {
        // Each message by itself: one of another claim may be under way.
        var tries = new System.Collections.Concurrent.ConcurrentDictionary<string, int>();
        host.Payer.Answer = call => tries.AddOrUpdate(call.Key, 1, (_, known) => known + 1) <= 2 ? 503 : 202;
        var (id, number) = await host.Claimed();
        try
        {
            await Wait.Until(async () => (await host.Settlement(id))["attempts"].GetInt32() == 1);
            (await host.Settlement(id)).Text("status").ShouldBe("submitted");
            await _district.Advance("PT1M");
            await Wait.Until(async () => (await host.Settlement(id))["attempts"].GetInt32() == 2);
            await _district.Advance("PT5M");
            await Wait.Until(async () => (await host.Settlement(id))["message"].GetString() == "sent");
        }
        finally
        {
            host.Payer.Answer = _ => 202;
        }
        var calls = host.Payer.Of(number);
        calls.Count.ShouldBe(3);
        calls.Select(call => (call.Key, call.Body)).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task What_contradicts_itself_is_disputed_with_both_kept_and_a_person_settles_it()
    {
        var (id, number) = await host.Claimed();
        (await host.Says(number, "approved", 180.5m)).ShouldBe("applied");
        (await host.Says(number, "rejected")).ShouldBe("contradiction");
        (await host.Says(number, "paid", 180.5m)).ShouldBe("while-disputed");
        var disputed = await host.Settlement(id);
        (disputed.Text("status"), disputed["answers"].GetArrayLength()).ShouldBe(("disputed", 3));
        var office = await _district.As("yy1-referral-1");
        (await (await _district.As("yy2-referral-1")).Post($"settlements/{id}/resolution", new { state = "approved", reason = "x" }))
            .Refused(404, "settlement.not-found");
        (await office.Post($"settlements/{id}/resolution", new { state = "approved", reason = "电话核对" })).Expect(200).Text("status").ShouldBe("approved");
        (await host.Says(number, "paid", 99m)).ShouldBe("wrong-amount");
        (await host.Settlement(id)).Text("status").ShouldBe("disputed");
        var cards = new List<string>();
        await Wait.Until(async () => (cards = await Cards("settlement-disputed", id)).Count == 2);
        cards.ShouldAllBe(unit => unit == ConsultationCalls.Hospital);
    }

    [Fact]
    public async Task An_answer_to_a_claim_that_there_is_not_is_recorded_once()
    {
        var claim = "DX-ST-20200101-" + Guid.NewGuid().ToString("N")[..6];
        (await host.Says(claim, "paid", 5m, "m-" + claim)).ShouldBe("unknown-claim");
        (await host.Says(claim, "paid", 5m, "m-" + claim)).ShouldBe("unknown-claim");
        var day = (await (await _district.As("auditor-1")).Get($"settlements/reconciliations/{host.Today:uuuu-MM-dd}")).Expect(200);
        day["unknownAnswers"].EnumerateArray().Count(answer => answer.GetProperty("claim").GetString() == claim).ShouldBe(1);
        (await (await _district.Integrator).Post("settlements/answers", new { messageId = "x", claim, state = "perhaps" }))
            .Refused(422, "settlement.state-unknown");
        (await (await _district.As("yy1-referral-1")).Post("settlements/answers", new { messageId = "x", claim, state = "paid" })).Expect(403);
    }

    [Fact]
    public async Task A_statement_is_compared_with_every_difference_and_differences_raise_cards()
    {
        await _district.Advance("P1D");
        var (balanced, amount, missing, state) = (await host.Claimed(), await host.Claimed(), await host.Claimed(), await host.Claimed());
        foreach (var claim in (string[])[balanced.Number, amount.Number, missing.Number]) await host.Says(claim, "approved", 180.5m);
        await host.Says(state.Number, "rejected");
        var day = host.Today;
        await _district.Advance("P1D");
        var csv = $"claim,state,amount\n{balanced.Number},approved,180.50\n{amount.Number},approved,181\n{state.Number},paid,0\nDX-ST-UNKNOWN,paid,12.3\n";
        var integrator = await _district.Integrator;
        var compared = (await Csv(integrator, day, csv)).Expect(200);
        compared["differences"].EnumerateArray().Select(d => (d.GetProperty("claim").GetString(), d.GetProperty("kind").GetString()))
            .ShouldBe([
                (amount.Number, "other-amount"), (missing.Number, "missing-there"), (state.Number, "other-state"), ("DX-ST-UNKNOWN", "missing-here"),
            ], ignoreOrder: true);
        (await Csv(integrator, day, csv)).Expect(200)["statements"].GetInt32().ShouldBe(1, "the same statement again changes nothing");

        var ours = (await (await _district.As("yy1-referral-1")).Get($"settlements/reconciliations/{day:uuuu-MM-dd}")).Expect(200);
        ours["differences"].GetArrayLength().ShouldBe(3, "an institution reads of its own claims");
        (await (await _district.As("yy2-referral-1")).Get($"settlements/reconciliations/{day:uuuu-MM-dd}")).Expect(200)["differences"].GetArrayLength().ShouldBe(0);

        var cards = new List<string>();
        await Wait.Until(async () => (cards = await Cards("settlement-difference", PayerEndpoints.DayId("DX-YB", day))).Count == 4);
        cards.ShouldBe(["DX-WJW", "DX-YY-01", "DX-YY-01", "DX-YY-01"], ignoreOrder: true);

        // The next day one of them is paid: the statement of the day before is still compared with what was then.
        await _district.Advance("P1D");
        await host.Says(balanced.Number, "paid", 180.5m);
        var corrected = (await (await _district.Integrator).Post($"settlements/statements/{day:uuuu-MM-dd}", new
        {
            lines = ((string, string, decimal)[])[(balanced.Number, "approved", 180.5m), (amount.Number, "approved", 180.5m),
                (missing.Number, "approved", 180.5m), (state.Number, "rejected", 0m)] is var said
                ? said.Select(line => new { claim = line.Item1, state = line.Item2, amount = line.Item3 }) : null,
        })).Expect(200);
        (corrected.Text("status"), corrected["statements"].GetInt32()).ShouldBe(("balanced", 2));
    }

    [Fact]
    public async Task A_statement_that_cannot_be_read_is_refused_with_its_line()
    {
        var integrator = await _district.Integrator;
        (await Csv(integrator, host.Today, "claim;state;amount\n")).Refused(422, "settlement.statement-invalid");
        (await Csv(integrator, host.Today, "claim,state,amount\nA,paid\n")).Refused(422, "settlement.statement-invalid").Body.ShouldContain("1");
        (await Csv(integrator, host.Today, "claim,state,amount\nA,maybe,1\n")).Refused(422, "settlement.statement-invalid");
        foreach (var early in (int[])[0, 3])
            (await Csv(integrator, host.Today.PlusDays(early), "claim,state,amount\n")).Refused(422, "settlement.day-invalid");
        (await integrator.Get("settlements/reconciliations/2020-01-01")).Refused(404, "settlement.statement-not-found");
    }

    [Fact]
    public async Task Only_what_is_finished_is_claimed_by_who_did_it_and_once()
    {
        var open = await _district.Consultation();
        var office = await _district.As("yy1-referral-1");
        (await office.Post("settlements", PayerHost.Claim(open))).Refused(409, "settlement.subject-not-finished");
        (await office.Post("settlements", PayerHost.Claim(Guid.NewGuid()))).Refused(404, "settlement.subject-not-found");
        var id = await host.Finished();
        (await (await _district.As("sq1-referral-1")).Post("settlements", PayerHost.Claim(id))).Refused(403, "settlement.not-yours");
        (await (await _district.As("yy2-referral-1")).Post("settlements", PayerHost.Claim(id))).Refused(404, "settlement.subject-not-found");
        (await office.Post("settlements", new { subjectId = id, payer = "MARS", items = Array.Empty<object>() })).Refused(422, "settlement.payer-unknown");
        (await office.Post("settlements", PayerHost.Claim(id, 0.001m))).Refused(422, "settlement.amount-invalid");
        (await office.Post("settlements", PayerHost.Claim(id))).Expect(201);
        (await office.Post("settlements", PayerHost.Claim(id))).Refused(409, "settlement.already-submitted");
        (await office.Get($"settlements?subject={id}")).Expect(200)["items"].GetArrayLength().ShouldBe(1);
        (await (await _district.As("yy2-referral-1")).Get($"settlements?subject={id}")).Expect(200)["items"].GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task What_the_payer_rejected_is_claimed_anew_under_a_number_of_its_own()
    {
        var (id, number) = await host.Claimed();
        var office = await _district.As("yy1-referral-1");
        var subject = (await host.Settlement(id))["subjectId"].GetGuid();
        await host.Says(number, "rejected");
        var again = (await office.Post("settlements", PayerHost.Claim(subject, 150m))).Expect(201);
        (again["id"].GetGuid() == id, again.Text("number") == number, again["amount"].GetDecimal()).ShouldBe((false, false, 150m));
        (await office.Post("settlements", PayerHost.Claim(subject, 150m))).Refused(409, "settlement.already-submitted");
        await Wait.Until(async () => (await host.Settlement(again["id"].GetGuid()))["message"].GetString() == "sent");
        (await host.Says(again.Text("number"), "approved", 150m)).ShouldBe("applied");
        (await host.Settlement(id)).Text("status").ShouldBe("rejected");
    }

    [Fact]
    public async Task A_day_on_which_something_changed_and_no_statement_came_is_noted()
    {
        var (_, number) = await host.Claimed();
        await host.Says(number, "approved", 180.5m);
        var day = host.Today;
        await _district.Advance("P12D");
        await host.Host.App.Services.GetServices<IHostedService>().OfType<StatementWatch>().Single().Look(TestContext.Current.CancellationToken);
        var noted = (await (await _district.As("supervisor-1")).Get($"settlements/reconciliations/{day:uuuu-MM-dd}")).Expect(200);
        (noted.Text("status"), noted["statements"].GetInt32()).ShouldBe(("missing", 0));
        (await Csv(await _district.Integrator, day, $"claim,state,amount\n{number},approved,180.5\n")).Expect(200)["statements"].GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task An_auditor_reads_settlements_and_writes_none()
    {
        var (id, _) = await host.Claimed();
        var auditor = await _district.As("auditor-1");
        (await auditor.Get($"settlements/{id}")).Expect(200);
        (await auditor.Post($"settlements/{id}/resolution", new { state = "approved", reason = "x" })).Expect(403);
        (await auditor.Post("settlements", PayerHost.Claim(id))).Expect(403);
    }

    [Fact]
    public async Task Nothing_of_the_claim_stands_in_clear_in_any_table()
    {
        var (id, number) = await host.Claimed();
        await Wait.Until(async () => (await host.Settlement(id))["message"].GetString() == "sent");
        await host.Says(number, "partially-approved", 100m);
        foreach (var table in await host.Host.Sql.Rows(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('ledger', 'read', 'desk')"))
            foreach (var secret in (string[])["胸部 CT 平扫", "超出目录范围", ConsultationCalls.Name, ConsultationCalls.IdNumber])
                (await host.Host.Sql.Rows($"select 1 from {table} t where t::text like '%{secret}%' limit 1")).ShouldBeEmpty($"{table}: {secret}");
    }

    private async Task<List<string>> Cards(string cause, Guid? matter) =>
        [.. (await (await _district.As("supervisor-1")).Get($"supervision/cards?cause={cause}&limit=200")).Expect(200)["items"].EnumerateArray()
            .Where(card => matter is null || card.GetProperty("matter").GetProperty("id").GetGuid() == matter)
            .Select(card => card.GetProperty("unit").GetString()!)];

    private static async Task<Reply> Csv(Client by, NodaTime.LocalDate day, string csv)
    {
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await by.Send(HttpMethod.Post, $"settlements/statements/{day:uuuu-MM-dd}", body);
    }
}

using System.Security.Cryptography;
using System.Text;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>What meets an erasure at the same moment, and what a request leaves behind.</summary>
public sealed class ErasureRaceTests(SharedHost host)
{
    private static readonly object Ask = new { reason = "患者申请删除", basis = "retention-over", document = "兴卫健函〔2026〕12号" };
    private static readonly Actor Supervisor = new("supervisor-1", "x", [Roles.Supervisor], "DX-ZSJ", "window");
    private static readonly Actor Doctor = new("sq2-doctor-1", "x", [Roles.Doctor], "DX-SQ-02", "window");
    private readonly District _district = host.District;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_decided_before_an_erasure_and_comes_to_be_stored_after_it_is_refused()
    {
        var (id, matter) = (await Person.New().Register(_district), Guid.CreateVersion7());
        (await (await _district.Admin).Post($"patients/{id}/erase", Ask)).Expect(200);
        var rounds = 0;
        var result = await Ledger.Execute(new(
            matter, "request-consultation", Doctor, (_, context, number) =>
            {
                // Between the decision and its commit, on another lane: the key is still there.
                if (rounds++ == 0) Approve(id).GetAwaiter().GetResult();
                return ConsultationDecider.Request(Request(matter, id, number), context);
            },
            _ => new(201, "{}"))
        {
            NumberPrefix = "DX-CS", CausationId = $"race/{matter:N}",
        });
        result.Refusal?.Code.ShouldBe("person.erased");
        rounds.ShouldBeGreaterThan(1, "it was decided again on what is known now");
        (await host.Host.Sql.Value<long>($"select count(*) from ledger.mt_events where stream_id = '{matter}'")).ShouldBe(0);
        (await host.Host.Sql.Value<long>($"select count(*) from read.person_streams where matter_id = '{matter}'")).ShouldBe(0);
        await host.Host.Service<Erasures>().Finish([id], Stop);
    }

    [Fact]
    public async Task The_watch_tells_a_stream_that_was_left_out_also_of_somebody_whom_it_was_done_with()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var order = ReferralOrders.Up(person.IdNumber);
        (order["patient"]!["name"], order["patient"]!["sex"], order["patient"]!["birthDate"]) = (person.Name, "female", person.BirthDate);
        var referral = await _district.Refer(order);
        (await (await _district.Admin).Post($"patients/{id}/erase", Ask)).Expect(200);
        await Approve(id);
        host.Host.Service<PersonKeys>().Destroy(id);
        await host.Host.Service<Erasures>().Heal(new HashSet<Guid> { id }, Stop);
        (await host.Host.Sql.Rows($"select erased::text from read.person_streams where matter_id = '{referral}'")).ShouldBe(["true"]);
    }

    [Fact]
    public async Task What_is_kept_of_a_request_confirms_no_guess_and_is_known_again_after_a_restart()
    {
        var (key, body) = (Guid.NewGuid().ToString(), ReferralOrders.Up().ToJsonString());
        var doctor = await _district.As("sq1-doctor-1");
        var first = (await doctor.Post("referrals", body, key)).Expect(201);
        (await doctor.Post("referrals", body, key)).ShouldBe(first);
        var kept = (await host.Host.Sql.Rows($"select body_hash from desk.receipts where key = '{key}'")).ShouldHaveSingleItem();
        var guessed = SHA256.HashData(Encoding.UTF8.GetBytes("/api/v1/referrals" + body));
        kept.ShouldNotBe(Convert.ToBase64String(guessed));
        var later = new PersonHash(new PersonKeys(Path.Combine(host.Host.Folder, "keys", "persons")));
        later.OfRequest("/api/v1/referrals", Encoding.UTF8.GetBytes(body)).ShouldBe(kept);
    }

    private GroupCommit Ledger => host.Host.Service<GroupCommit>();

    /// <summary>The approval alone, as of a process that was stopped right after its commit.</summary>
    private async Task Approve(Guid id) =>
        (await Ledger.Execute(new(
            id, "approve-erasure", Supervisor, (matter, context, _) => ErasureRules.Approve([matter], new(id, [id]), null, context)[0],
            _ => new(200, "{}"))
        {
            CausationId = $"race/{id:N}",
        })).Refusal.ShouldBeNull();

    private RequestConsultation Request(Guid matter, Guid patient, string number)
    {
        var limits = host.Host.Service<PublishedTables>().Current.InForce(new(2026, 12, 1));
        return new(
            matter, number, ConsultationForms.Teleconsultation, "routine", null, patient, null, "DX-SQ-02", "DX-YY-01",
            new("是否调整方案", null, null), [], ConsultationLimits.Ask(limits, ConsultationForms.Teleconsultation, "routine"));
    }
}

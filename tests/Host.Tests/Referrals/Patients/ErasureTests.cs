using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>
/// 删除：personal data in events is encrypted per person; destroying the key makes it unreadable everywhere, while streams,
/// counts and versions stay.
/// </summary>
public sealed class ErasureTests(SharedHost host)
{
    private static readonly object Ask = new { reason = "患者申请删除", basis = "retention-over", document = "兴卫健函〔2026〕12号" };
    private readonly District _district = host.District;

    [Fact]
    public async Task One_person_asks_another_approves_and_nothing_of_the_patient_is_left_to_read()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var doctor = await _district.As("sq1-doctor-1");
        (await doctor.Get($"matters/{id}")).Expect(200).Body.ShouldContain(person.IdNumber);
        (await Traces.Of(host.Host.Sql, person.Secrets)).ShouldBeEmpty("nothing stands in clear before either");
        var events = await host.Host.Sql.EventCount();

        await Erase(id);

        foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline", $"matters/{id}?version=1"])
        {
            var reply = (await doctor.Get(path)).Expect(200);
            foreach (var secret in person.Secrets) reply.Body.ShouldNotContain(secret);
        }
        (await doctor.Get($"matters/{id}")).Text("status").ShouldBe("erased");
        (await Traces.Of(host.Host.Sql, person.Secrets)).ShouldBeEmpty();
        (await host.Host.Sql.EventCount()).ShouldBeGreaterThanOrEqualTo(events + 3, "nothing is taken out of the ledger");
        (await host.Host.Sql.Rows(
            $"select id_number_hash, name_birth_hash, phone_hash from read.patients where id = '{id}'")).ShouldBe(["||"]);
        host.Host.Service<PersonKeys>().Find(id).ShouldBeNull();
        (await host.Host.Service<ReadModelCheck>().One(id, TestContext.Current.CancellationToken)).ShouldBeEmpty("the reconciler finds nothing wrong");
    }

    [Fact]
    public async Task Who_asked_does_not_approve_and_what_was_asked_for_can_be_declined()
    {
        var id = await Person.New().Register(_district);
        var (admin, supervisor) = (await _district.Admin, await _district.As("supervisor-1"));
        (await supervisor.Post($"patients/{id}/erase/approve")).Refused(409, "patient.erasure-not-requested");
        (await admin.Post($"patients/{id}/erase", Ask)).Expect(200).Text("status").ShouldBe("erasure-requested");
        (await supervisor.Get("patients/erasures")).Expect(200).Body.ShouldContain(id.ToString());
        (await admin.Post($"patients/{id}/erase/approve")).Refused(409, "patient.erasure-needs-two");
        (await admin.Post($"patients/{id}/erase/decline", new { reason = "x" })).Refused(409, "patient.erasure-needs-two");
        (await (await _district.As("sq1-referral-1")).Post($"patients/{id}/erase", Ask)).Refused(409, "patient.erasure-under-way");
        (await supervisor.Post($"patients/{id}/erase/approve", version: 1)).Refused(412, "request.stale-version");
        (await supervisor.Post($"patients/{id}/erase/decline", new { reason = "保存期未满" })).Expect(200).Text("status").ShouldBe("known");
        host.Host.Service<PersonKeys>().Find(id).ShouldNotBeNull();
        (await (await _district.As("sq1-doctor-1")).Post($"patients/{id}/erase", Ask)).Expect(403);
    }

    [Theory]
    [InlineData("because", "兴卫健函〔2026〕12号", "basis")]
    [InlineData("court-order", "张三的申请", "document")]
    [InlineData("court-order", "ID-110115194912310020", "document")]
    public async Task A_ground_is_one_of_the_law_and_the_document_is_a_number(string basis, string document, string field)
    {
        var id = await Person.New().Register(_district);
        var reply = (await (await _district.Admin).Post($"patients/{id}/erase", new { reason = "x", basis, document })).Expect(422);
        reply["errors"].TryGetProperty(field, out _).ShouldBeTrue(reply.Body);
    }

    [Fact]
    public async Task The_same_approval_is_answered_again_and_who_comes_again_is_a_new_patient()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        await Erase(id);
        (await (await _district.As("supervisor-1")).Post($"patients/{id}/erase/approve")).Expect(200).Text("status").ShouldBe("erased");
        (await (await _district.Admin).Post($"patients/{id}/erase", Ask)).Refused(409, "patient.erased");
        var again = await person.Register(_district);
        again.ShouldNotBe(id);
        (await (await _district.As("sq1-doctor-1")).Get($"matters/{again}")).Body.ShouldContain(person.IdNumber);
        (await (await _district.As("sq1-doctor-1")).Get($"matters/{id}")).Body.ShouldNotContain(person.IdNumber);
    }

    [Fact]
    public async Task A_rebuild_writes_what_stands_there()
    {
        var id = await Person.New().Register(_district);
        await Erase(id);
        var before = await Rows(id);
        before.Count.ShouldBe(2);
        await host.Host.Service<ReadModelRebuild>().Rebuild([id], TestContext.Current.CancellationToken);
        (await Rows(id)).ShouldBe(before);
    }

    private async Task<IReadOnlyList<string>> Rows(Guid id) =>
    [
        .. await host.Host.Sql.Rows($"select p::text from read.patients p where id = '{id}'"),
        .. await host.Host.Sql.Rows($"select p::text from read.person_streams p where person = '{id}'"),
    ];

    private Task Erase(Guid id) => Erase(_district, id);

    internal static async Task Erase(District district, Guid id)
    {
        (await (await district.As("sq1-referral-1")).Post($"patients/{id}/erase", Ask)).Expect(200);
        (await (await district.As("supervisor-1")).Post($"patients/{id}/erase/approve", key: Guid.NewGuid().ToString())).Expect(200)
            .Text("status").ShouldBe("erased");
    }
}

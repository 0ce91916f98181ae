using System.Text.Json.Nodes;
using SmartCity.Domain.Referrals;
using SmartCity.Host.Attachments;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Violations;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>Whoever treats a patient reads of them, and what they wrote goes with the patient.</summary>
public sealed class TreatmentTests(SharedHost host)
{
    private readonly District _district = host.District;

    [Fact]
    public async Task A_submitted_referral_is_a_ground_for_the_receiver_alone_until_it_answers_and_stands_in_the_record()
    {
        var person = Person.New();
        var id = await person.Register(_district, "sz1-doctor-1");
        (await (await _district.As("yy1-doctor-1")).Get($"patients/{id}")).Refused(403, "patient.access-refused");
        var referral = await _district.Refer(Order(person));
        (await (await _district.As("sq1-doctor-1")).Get($"patients/{id}")).Refused(403, "patient.access-refused");
        await Submitted(referral);
        var view = (await (await _district.As("yy1-doctor-1")).Get($"patients/{id}")).Expect(200);
        (view.Text("ground"), view["details"].GetProperty("name").GetString()).ShouldBe(("treatment", person.Name));
        view["matters"].EnumerateArray().ShouldHaveSingleItem().GetProperty("id").GetGuid().ShouldBe(referral);
        (await (await _district.As("yy2-doctor-1")).Get($"patients/{id}")).Refused(403, "patient.access-refused");
        var read = await host.Host.Sql.Rows($"select actor, what, ground, matter from desk.patient_reads where patient = '{id}' and matter is not null");
        read.ShouldBeEmpty("nobody has read the referral yet");
        (await (await _district.As("yy1-referral-1")).Get($"matters/{referral}")).Expect(200).Body.ShouldContain(person.Name);
        (await host.Host.Sql.Rows($"select actor, what, ground, matter from desk.patient_reads where patient = '{id}' and matter is not null"))
            .ShouldBe([$"yy1-referral-1|referrals|treatment|{referral}"]);
    }

    [Fact]
    public async Task An_identity_number_a_draft_and_a_referral_that_nobody_answered_open_nobodys_record()
    {
        var person = Person.New();
        var id = await person.Register(_district);
        var stranger = await _district.As("sq2-doctor-1");
        var order = Order(person);
        (order["fromInstitution"], order["draft"]) = ("DX-SQ-02", true);
        await _district.Refer((JsonObject)order.DeepClone(), "sq2-doctor-1");
        (await stranger.Get($"patients/{id}")).Refused(403, "patient.access-refused");
        order["patient"]!["name"] = "李冒名";
        (await stranger.Post("referrals", order)).Refused(422, "patient.field-invalid");
        (await stranger.Post("patients/find", new { person.IdNumber })).Expect(200).Body.ShouldNotContain(person.Phone[^4..]);

        (order["patient"]!["name"], order["draft"]) = (person.Name, false);
        await _district.Refer(order, "sq2-doctor-1");
        (await stranger.Get($"patients/{id}")).Refused(403, "patient.access-refused");
        (await stranger.Post($"patients/{id}/details", (person with { Name = "改了" }).Body())).Expect(403);
    }

    [Fact]
    public async Task An_erasure_takes_what_a_running_referral_says_and_its_attachments_and_the_referral_goes_on()
    {
        var (person, other) = (Person.New(), Person.New());
        var doctor = await _district.As("sq1-doctor-1");
        var (own, shared) = ((await doctor.Upload(211)).Id, (await doctor.Upload(212)).Id);
        var referral = await _district.Refer(Order(person, own, shared));
        var theirs = await _district.Refer(Order(other, shared));
        await Submitted(referral);
        var id = await person.Register200(_district);
        (await doctor.Get($"matters/{referral}/timeline")).Body.ShouldContain(person.IdNumber);

        await ErasureTests.Erase(_district, id);

        foreach (var path in (string[])["", "/timeline", "?version=1"])
            foreach (var who in (string[])["sq1-doctor-1", "yy1-referral-1", "supervisor-1"])
            {
                var reply = (await (await _district.As(who)).Get($"matters/{referral}{path}")).Expect(200);
                foreach (var secret in (string[])[.. person.Secrets, "反复胸闷", "心绞痛"]) reply.Body.ShouldNotContain(secret);
            }
        var types = await host.Host.Sql.Rows($"select type from ledger.mt_events where stream_id = '{referral}' order by version");
        types[^1].ShouldBe("person_erased");
        (await doctor.Get($"attachments/{own}")).Expect(404);
        (await doctor.Get($"attachments/{shared}")).Expect(200);
        (await host.Host.Service<AttachmentShelf>().Find(own, TestContext.Current.CancellationToken)).ShouldBeNull();
        (await _district.OpenTask(referral, "reception-desk")).Unit().ShouldBe("DX-YY-01", "the task is still there for somebody to end it");
        (await doctor.Get($"matters/{theirs}")).Expect(200).Body.ShouldContain(other.Name);
        foreach (var matter in (Guid[])[referral, id])
            (await host.Host.Service<ReadModelCheck>().One(matter, TestContext.Current.CancellationToken)).ShouldBeEmpty();
        var cached = host.Host.Service<MatterCache>().Find(referral);
        (cached is null || ((Referral)cached).Erased).ShouldBeTrue("no state of before is kept");
        (await Traces.Of(host.Host.Sql, [.. person.Secrets, "反复胸闷"])).ShouldBeEmpty();
    }

    private async Task Submitted(Guid referral)
    {
        if ((await _district.Tasks(referral)).All(task => task.Code() != "reception-desk"))
            (await (await _district.As("sq1-doctor-1")).Post($"referrals/{referral}/submit")).Expect(200);
    }

    private static JsonObject Order(Person person, params Guid[] attachments)
    {
        var body = ReferralOrders.Up(person.IdNumber);
        body["patient"]!["name"] = person.Name;
        body["patient"]!["sex"] = "female";
        body["patient"]!["birthDate"] = person.BirthDate;
        if (attachments.Length > 0) body["attachments"] = new JsonArray([.. attachments.Select(a => JsonValue.Create(a))]);
        return body;
    }
}

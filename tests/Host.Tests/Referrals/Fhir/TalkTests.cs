using System.Net;
using Hl7.Fhir.Rest;
using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>What both sides of a referral say to each other over FHIR beside its straight way, and how it is found.</summary>
public sealed class TalkTests(SharedHost host)
{
    private readonly FhirSide _fhir = new(host.Host);

    [Fact]
    public async Task More_is_asked_and_added_and_another_day_proposed_refused_proposed_and_agreed()
    {
        using var sender = await _fhir.Client("sq1-doctor-1");
        using var receiver = await _fhir.Client("yy1-referral-1");
        var (task, _) = await LoopTests.Refer(sender);

        task = await Say(receiver, task, "more-information", t => t.StatusReason = new() { Text = "请补充近期心电图。" });
        (task.Status, task.BusinessStatus!.Text).ShouldBe((TaskStatus.Received, "more-information"));
        task.StatusReason!.Text.ShouldBe("请补充近期心电图。");
        (await Should.ThrowAsync<FhirOperationException>(() => Say(sender, task, "received", _ => { }))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        task = await Say(sender, task, "received", t => t.Input = [new() { Type = new() { Text = "supplement" }, Value = new R4.FhirString("窦性心律。") }]);
        task.BusinessStatus!.Text.ShouldNotBe("more-information");

        var day = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(8)).AddDays(5).ToString("yyyy-MM-dd");
        void Propose(R4.Task t) => t.Output =
        [
            new() { Type = new() { Text = "department" }, Value = new R4.FhirString("neurology") },
            new() { Type = new() { Text = "day" }, Value = new R4.Date(day) },
        ];
        task = await Say(receiver, task, "proposed", Propose);
        task.BusinessStatus!.Text.ShouldBe("proposed");
        (await host.Host.Sql.Value<string>(
            $"select data -> 'proposal' ->> 'day' from ledger.mt_events where stream_id = '{task.Id}' and type = 'referral_alternative_proposed'")).ShouldBe(day);
        task = await Say(sender, task, "received", t => t.StatusReason = new() { Text = "患者当日不便。" });
        task.BusinessStatus!.Text.ShouldNotBe("proposed");
        task = await Say(receiver, task, "proposed", Propose);
        task = await LoopTests.Move(sender, task, TaskStatus.Accepted);
        task.BusinessStatus!.Coding[0].Code.ShouldBe("3.0");
        (await host.Host.Sql.Rows($"select type from ledger.mt_events where stream_id = '{task.Id}' and type like 'referral_%' order by version")).ShouldBe(
        [
            "referral_drafted", "referral_submitted", "referral_more_asked", "referral_supplemented", "referral_alternative_proposed",
            "referral_alternative_refused", "referral_alternative_proposed", "referral_alternative_agreed",
        ]);
    }

    [Fact]
    public async Task A_referral_goes_on_from_the_one_that_it_replaces_and_takes_its_documents_along()
    {
        using var sender = await _fhir.Client("sq1-doctor-1");
        var (first, request) = await LoopTests.Refer(sender);
        var bundle = LoopTests.Loop();
        var document = $"urn:uuid:{Guid.NewGuid()}";
        R4.Attachment Holds(string text, string type) => new() { ContentType = type, Title = "检查报告", Data = System.Text.Encoding.UTF8.GetBytes(text) };
        bundle.Entry[0] = new()
        {
            FullUrl = document, Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = "DocumentReference" },
            Resource = new R4.DocumentReference
            {
                Status = R4.DocumentReferenceStatus.Current, Subject = new(request.Subject!.Reference!),
                Content = [new() { Attachment = Holds("%PDF-1.7\n%%EOF" + first.Id, "application/pdf") }, new() { Attachment = Holds("<a/>", "text/xml") }],
            },
        };
        var again = (R4.ServiceRequest)bundle.Entry[1].Resource!;
        (again.Subject, again.Performer, again.Replaces, again.SupportingInfo) =
            (new(request.Subject.Reference!), [new("Organization/DX-YY-02")], [new($"ServiceRequest/{first.Id}")], [new(document)]);
        var task = (R4.Task)bundle.Entry[2].Resource!;
        (task.For, task.Owner) = (new(request.Subject.Reference!), new("Organization/DX-YY-02"));
        var id = (await sender.TransactionAsync(bundle))!.Entry[1].Response!.Location!.Split('/')[1];
        (await host.Host.Sql.Value<Guid>($"select follows from read.referrals where id = '{id}'")).ToString().ShouldBe(first.Id);
        (await host.Host.Sql.Rows($"select 1 from read.attachments where matter_id = '{id}'")).ShouldHaveSingleItem();

        again = LoopTests.Request($"Patient/{(await sender.CreateAsync(LoopTests.Patient()))!.Id}");
        again.Replaces = [new($"ServiceRequest/{first.Id}")];
        (await Should.ThrowAsync<FhirOperationException>(() => sender.CreateAsync(again))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity, "another's referral");
    }

    [Fact]
    public async Task A_request_in_the_name_of_nobody_of_the_district_is_no_referral_in_disguise()
    {
        using var client = await _fhir.Client();
        var doctor = (await client.CreateAsync(new R4.Practitioner { Name = [new() { Text = "外院医生" }] }))!;
        var request = LoopTests.Request($"Patient/{(await client.CreateAsync(LoopTests.Patient()))!.Id}");
        request.Requester = new($"Practitioner/{doctor.Id}");
        (await Should.ThrowAsync<FhirOperationException>(() => client.CreateAsync(request))).Outcome!.Issue[0].Expression.ShouldBe(["ServiceRequest.requester"]);
        // An absolute address of this system is as good as a relative one.
        (request.Requester, request.Performer) = (new($"{_fhir.Base}/PractitionerRole/sq1-doctor-1"), [new($"{_fhir.Base}/Organization/DX-YY-01")]);
        request.Subject = new($"{_fhir.Base}/{request.Subject!.Reference}");
        var id = (await client.CreateAsync(request))!.Id;
        (await host.Host.Sql.Rows($"select 1 from read.referrals where id = '{id}'")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_slot_is_found_whoever_booked_it_and_is_not_moved_in_silence()
    {
        using var client = await _fhir.Client();
        var person = Person.New();
        var order = ReferralOrders.Up(person.IdNumber);
        (order["patient"]!["name"], order["patient"]!["birthDate"], order["patient"]!["sex"]) = (person.Name, person.BirthDate, person.Sex);
        var referral = await host.District.Refer(order);
        var named = $"patient.identifier=urn:oid:2.16.156.10011.1.3|{person.IdNumber}";
        (await client.SearchAsync<R4.Appointment>([named]))!.Total.ShouldBe(0);
        (await host.District.Do(referral, "reception-desk")).Expect(200);
        var past = await _fhir.Send(HttpMethod.Post, "/Appointment", $$"""{"resourceType":"Appointment","status":"booked","start":"2020-01-05T09:00:00+08:00","basedOn":[{"reference":"ServiceRequest/{{referral}}"}],"participant":[{"status":"accepted","actor":{"reference":"Organization/DX-YY-01"} }]}""");
        past.Refused(422, "invalid", "Appointment.start");
        (await host.District.Do(referral, "appointment")).Expect(200);
        foreach (var search in (string[])[named, $"subject:{named.Replace("patient", "Patient")}", $"_id={referral}"])
            (await client.SearchAsync<R4.Appointment>([search, "status=booked"]))!.Entry.ShouldHaveSingleItem(search).Resource!.Id.ShouldBe(referral.ToString());
        (await client.SearchAsync<R4.Task>([named]))!.Entry.ShouldHaveSingleItem().Resource!.Id.ShouldBe(referral.ToString());
        (await client.SearchAsync<R4.Patient>([$"identifier=urn:oid:2.16.156.10011.1.3|{person.IdNumber}"]))!.Entry.ShouldHaveSingleItem();
        (await client.SearchAsync<R4.Task>(["requester.identifier=none"]))!.Entry.ShouldBeEmpty();

        var slot = (await client.ReadAsync<R4.Appointment>($"Appointment/{referral}"))!;
        (await client.UpdateAsync(slot))!.Start.ShouldBe(slot.Start);
        slot.Start = slot.Start!.Value.AddMinutes(61);
        (await Should.ThrowAsync<FhirOperationException>(() => client.UpdateAsync(slot))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await host.District.Do(referral, "arrival")).Expect(200);
        (await client.SearchAsync<R4.Appointment>([named, "status=arrived"]))!.Total.ShouldBe(1);
    }

    [Fact]
    public async Task A_head_is_read_without_its_body_and_no_version_is_nought()
    {
        using var client = await _fhir.Client();
        var patient = (await client.CreateAsync(LoopTests.Patient()))!;
        foreach (var path in (string[])[$"/Patient/{patient.Id}", $"/Patient/{patient.Id}/_history/1", $"/Patient/{patient.Id}/_history", $"/Patient?_id={patient.Id}", "/metadata"])
        {
            var head = await _fhir.Send(HttpMethod.Head, path);
            (head.Status, head.Body, head.MediaType).ShouldBe((200, "", "application/fhir+json"), path);
        }
        (await _fhir.Send(HttpMethod.Head, $"/Patient/{patient.Id}")).ETag.ShouldBe("W/\"1\"");
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{patient.Id}/_history/0")).Refused(404, "not-found");
    }

    private static async Task<R4.Task> Say(FhirClient client, R4.Task task, string word, Action<R4.Task> more)
    {
        var said = (R4.Task)R4.BaseExtensions.DeepCopy(task);
        (said.Status, said.BusinessStatus) = (TaskStatus.Received, new() { Text = word });
        more(said);
        return (await client.UpdateAsync(said, versionAware: true))!;
    }
}

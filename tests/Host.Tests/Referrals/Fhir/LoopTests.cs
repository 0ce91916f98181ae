using System.Net;
using Hl7.Fhir.Rest;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>The closed loop of a referral, driven by Firely's client on both sides, and by people on their pages in between.</summary>
public sealed class LoopTests(SharedHost host)
{
    private readonly FhirSide _fhir = new(host.Host);

    [Fact]
    public async Task A_referral_goes_round_between_two_hospitals_systems()
    {
        using var sender = await _fhir.Client();
        using var receiver = await _fhir.Client(format: ResourceFormat.Xml);
        var (task, request) = await Refer(sender);
        task.Status.ShouldBe(TaskStatus.Requested);
        task.Id.ShouldBe(request.Id);
        task.BusinessStatus!.Coding[0].Code.ShouldBe("2.0");
        request.Status.ShouldBe(R4.RequestStatus.Active);
        request.Note[0].Text.ShouldBe("既往高血压十年。", "what was posted is kept whole");

        task = await Move(receiver, task, TaskStatus.Received);
        task = await Move(receiver, task, TaskStatus.Accepted);
        task.BusinessStatus!.Coding[0].Code.ShouldBe("3.0");
        var day = DateTimeOffset.UtcNow.AddDays(2);
        var booked = (await receiver.CreateAsync(AppointmentOf(request, day)))!;
        booked.Id.ShouldBe(request.Id);
        booked.Status.ShouldBe(R4.Appointment.AppointmentStatus.Booked);
        task = (await sender.ReadAsync<R4.Task>($"Task/{task.Id}"))!;
        task.BusinessStatus!.Coding[0].Code.ShouldBe("5.1.1");

        task = await Move(receiver, task, TaskStatus.InProgress);
        (await sender.ReadAsync<R4.Appointment>($"Appointment/{task.Id}"))!.Status.ShouldBe(R4.Appointment.AppointmentStatus.Arrived);
        task.Output = [new() { Type = new() { Text = "result" }, Value = new R4.FhirString("血压控制平稳，已出院。") }];
        task = await Move(receiver, task, TaskStatus.Completed);
        task.BusinessStatus!.Coding[0].Code.ShouldBe("7.0");

        var seen = (await sender.ReadAsync<R4.Task>($"Task/{task.Id}"))!;
        ((R4.FhirString)seen.Output[0].Value!).Value.ShouldBe("血压控制平稳，已出院。");
        (await sender.ReadAsync<R4.ServiceRequest>($"ServiceRequest/{request.Id}"))!.Status.ShouldBe(R4.RequestStatus.Completed);

        var history = (await sender.HistoryAsync($"Task/{task.Id}"))!;
        history.Entry.Select(e => ((R4.Task)e.Resource!).Status!.Value).Reverse().Aggregate(new List<TaskStatus>(), (all, s) =>
        {
            if (all.Count == 0 || all[^1] != s) all.Add(s);
            return all;
        }).ShouldBe([TaskStatus.Requested, TaskStatus.Received, TaskStatus.Accepted, TaskStatus.InProgress, TaskStatus.Completed]);
        history.Entry[0].Resource!.VersionId.ShouldBe(seen.VersionId);
        var accepted = history.Entry.Last(e => ((R4.Task)e.Resource!).Status == TaskStatus.Accepted).Resource!;
        ((R4.Task)(await sender.ReadAsync<R4.Task>($"Task/{task.Id}/_history/{accepted.VersionId}"))!).Status.ShouldBe(TaskStatus.Accepted);

        var found = (await sender.SearchAsync<R4.Task>(new SearchParams().Where($"patient={request.Subject!.Reference}").Where("status=completed")
            .Include("Task:focus").Include("Task:owner")))!;
        found.Entry.Where(e => e.Search!.Mode == R4.Bundle.SearchEntryMode.Match).ShouldHaveSingleItem().Resource!.Id.ShouldBe(task.Id);
        found.Entry.Where(e => e.Search!.Mode == R4.Bundle.SearchEntryMode.Include).Select(e => e.Resource!.TypeName).Order()
            .ShouldBe(["Organization", "ServiceRequest"]);
        (await sender.SearchAsync<R4.ServiceRequest>([$"identifier={request.Identifier[0].System}|{request.Identifier[0].Value}"]))!.Entry.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_people_do_on_their_pages_is_new_versions_of_the_task()
    {
        using var sender = await _fhir.Client();
        var (task, _) = await Refer(sender);
        var id = Guid.Parse(task.Id!);
        (await host.District.Do(id, "reception-desk", "declined", form: f => (f["reason"], f["note"]) = ("no-bed", "床位已满。"))).Expect(200);
        var declined = (await sender.ReadAsync<R4.Task>($"Task/{task.Id}"))!;
        declined.Status.ShouldBe(TaskStatus.Rejected);
        declined.StatusReason!.Text.ShouldBe("床位已满。");
        declined.StatusReason.Coding[0].Code.ShouldBe("no-bed");
        declined.BusinessStatus!.Coding[0].Code.ShouldBe("4.0");
        (await sender.ReadAsync<R4.ServiceRequest>($"ServiceRequest/{task.Id}"))!.Status.ShouldBe(R4.RequestStatus.Revoked);
    }

    [Fact]
    public async Task A_draft_is_submitted_by_its_task_and_withdrawn_by_its_sender()
    {
        using var sender = await _fhir.Client();
        var patient = (await sender.CreateAsync(Patient()))!;
        var request = (await sender.CreateAsync(Request($"Patient/{patient.Id}")))!;
        request.Status.ShouldBe(R4.RequestStatus.Draft);
        var receiver = await _fhir.Token("yy1-referral-1");
        (await _fhir.Send(HttpMethod.Get, $"/ServiceRequest/{request.Id}", token: receiver)).Refused(404, "not-found");
        var task = (await sender.CreateAsync(TaskOf($"ServiceRequest/{request.Id}", $"Patient/{patient.Id}")))!;
        task.Id.ShouldBe(request.Id);
        (await _fhir.Send(HttpMethod.Get, $"/Task/{task.Id}", token: receiver)).Status.ShouldBe(200);
        (await _fhir.Send(HttpMethod.Get, $"/Patient/{patient.Id}", token: receiver)).Status.ShouldBe(200);
        (await _fhir.Send(HttpMethod.Get, $"/Task/{task.Id}", token: await _fhir.Token("yy2-referral-1"))).Refused(404, "not-found");
        (await Move(sender, task, TaskStatus.Cancelled)).BusinessStatus!.Coding[0].Code.ShouldBe("6.0");
    }

    [Fact]
    public async Task A_move_that_is_illegal_or_stale_is_refused_and_changes_nothing()
    {
        using var sender = await _fhir.Client();
        var (task, _) = await Refer(sender);
        var events = await host.Host.Sql.Value<long>($"select version from ledger.mt_streams where id = '{task.Id}'");
        (await Refused(sender, task, TaskStatus.Completed)).ShouldBe((HttpStatusCode.UnprocessableEntity, "Task.status"));
        (await Refused(sender, task, TaskStatus.InProgress)).ShouldBe((HttpStatusCode.UnprocessableEntity, "Task.status"));
        (await host.Host.Sql.Value<long>($"select version from ledger.mt_streams where id = '{task.Id}'")).ShouldBe(events);
        var stale = (R4.Task)R4.BaseExtensions.DeepCopy(task);
        task = await Move(sender, task, TaskStatus.Received);
        stale.Status = TaskStatus.Accepted;
        (await Should.ThrowAsync<FhirOperationException>(() => sender.UpdateAsync(stale, versionAware: true))).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await sender.ReadAsync<R4.Task>($"Task/{task.Id}"))!.Status.ShouldBe(TaskStatus.Received);
        var owner = (R4.Task)R4.BaseExtensions.DeepCopy(task);
        owner.Owner = new("Organization/DX-YY-02");
        (await Should.ThrowAsync<FhirOperationException>(() => sender.UpdateAsync(owner))).Outcome!.Issue[0].Expression.ShouldBe(["Task.owner"]);
    }

    [Fact]
    public async Task A_referral_that_the_rules_do_not_let_be_is_refused_whole()
    {
        using var sender = await _fhir.Client();
        var bundle = Loop();
        ((R4.ServiceRequest)bundle.Entry[1].Resource!).ReasonCode = [];
        (await Should.ThrowAsync<FhirOperationException>(() => sender.TransactionAsync(bundle))).Outcome!.Issue[0].Expression
            .ShouldBe(["Bundle.entry[1].resource.reasonCode"]);
        bundle = Loop();
        ((R4.ServiceRequest)bundle.Entry[1].Resource!).Performer = [new("Organization/DX-SQ-02")];
        ((R4.Task)bundle.Entry[2].Resource!).Owner = new("Organization/DX-SQ-02");
        (await Should.ThrowAsync<FhirOperationException>(() => sender.TransactionAsync(bundle))).Outcome!.Issue[0].Code
            .ShouldBe(R4.OperationOutcome.IssueType.BusinessRule);

        bundle = Loop();
        ((R4.ServiceRequest)bundle.Entry[1].Resource!).Subject = new("Patient/nobody");
        var dangling = (await Should.ThrowAsync<FhirOperationException>(() => sender.TransactionAsync(bundle))).Outcome!.Issue[0];
        (dangling.Code, dangling.Expression.Single()).ShouldBe((R4.OperationOutcome.IssueType.NotFound, "Bundle.entry[1].resource.subject"));

        bundle = Loop();
        bundle.Entry.Add(new() { Request = new() { Method = R4.Bundle.HTTPVerb.GET, Url = "Patient/nobody" } });
        (await Should.ThrowAsync<FhirOperationException>(() => sender.TransactionAsync(bundle))).Status.ShouldBe(HttpStatusCode.NotFound);
        var identifier = ((R4.ServiceRequest)bundle.Entry[1].Resource!).Identifier[0];
        (await sender.SearchAsync<R4.ServiceRequest>([$"identifier={identifier.System}|{identifier.Value}"]))!.Entry
            .ShouldBeEmpty("what cannot be read refuses the whole");
    }

    internal static R4.Patient Patient() => InteractionTests.Patient("胡月娥");

    internal static R4.ServiceRequest Request(string subject) => new()
    {
        Identifier = [new("urn:test:referral", Guid.NewGuid().ToString())],
        Status = R4.RequestStatus.Draft, Intent = R4.RequestIntent.Order, Priority = R4.RequestPriority.Urgent, Subject = new(subject),
        Requester = new("PractitionerRole/sq1-doctor-1"), Performer = [new("Organization/DX-YY-01")],
        ReasonCode = [new("http://hl7.org/fhir/sid/icd-10", "I10", "原发性高血压", "血压控制不佳三月，请专科诊治。")],
        Note = [new() { Text = "既往高血压十年。" }],
    };

    internal static R4.Appointment AppointmentOf(R4.ServiceRequest request, DateTimeOffset start) => new()
    {
        Status = R4.Appointment.AppointmentStatus.Booked, BasedOn = [new($"ServiceRequest/{request.Id}")], Start = start, End = start.AddMinutes(15),
        Participant = [new() { Actor = request.Subject is { } who ? new(who.Reference!) : new("Organization/DX-YY-01"), Status = R4.ParticipationStatus.Accepted }],
    };

    internal static R4.Task TaskOf(string focus, string patient) => new()
    {
        Status = TaskStatus.Requested, Intent = R4.Task.TaskIntent.Order, Focus = new(focus), For = new(patient),
        Requester = new("PractitionerRole/sq1-doctor-1"), Owner = new("Organization/DX-YY-01"),
    };

    internal static R4.Bundle Loop()
    {
        var (patient, request) = ($"urn:uuid:{Guid.NewGuid()}", $"urn:uuid:{Guid.NewGuid()}");
        R4.Bundle.EntryComponent Entry(string url, R4.Resource resource) => new()
        {
            FullUrl = url, Resource = resource, Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = resource.TypeName },
        };
        return new()
        {
            Type = R4.Bundle.BundleType.Transaction,
            Entry = [Entry(patient, Patient()), Entry(request, Request(patient)), Entry($"urn:uuid:{Guid.NewGuid()}", TaskOf(request, patient))],
        };
    }

    internal static async Task<(R4.Task, R4.ServiceRequest)> Refer(FhirClient sender)
    {
        var done = (await sender.TransactionAsync(Loop()))!;
        done.Entry.ShouldAllBe(e => e.Response!.Status == "201 Created");
        return ((await sender.ReadAsync<R4.Task>(done.Entry[2].FullUrl!))!, (await sender.ReadAsync<R4.ServiceRequest>(done.Entry[1].FullUrl!))!);
    }

    internal static async Task<R4.Task> Move(FhirClient client, R4.Task task, TaskStatus to)
    {
        task.Status = to;
        var moved = (await client.UpdateAsync(task, versionAware: true))!;
        moved.Status.ShouldBe(to);
        return moved;
    }

    private static async Task<(HttpStatusCode, string)> Refused(FhirClient client, R4.Task task, TaskStatus to)
    {
        var moved = (R4.Task)R4.BaseExtensions.DeepCopy(task);
        moved.Status = to;
        var refused = await Should.ThrowAsync<FhirOperationException>(() => client.UpdateAsync(moved));
        return (refused.Status, refused.Outcome!.Issue[0].Expression.First()!);
    }
}

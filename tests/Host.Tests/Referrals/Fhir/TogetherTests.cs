using Hl7.Fhir.Rest;
using SmartCity.Host.Tests.Shared;
using R4 = Hl7.Fhir.Model;
using TaskStatus = Hl7.Fhir.Model.Task.TaskStatus;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>What a transaction does to one referral.</summary>
public sealed class TogetherTests(SharedHost host)
{
    private readonly FhirSide _fhir = new(host.Host);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_transaction_does_to_one_referral_is_all_done_whatever_its_order(bool backwards)
    {
        using var system = await _fhir.Client();
        var (task, request) = await LoopTests.Refer(system);
        task.Status = TaskStatus.Accepted;
        var day = DateTimeOffset.UtcNow.AddDays(1);
        R4.Bundle.EntryComponent[] entries =
        [
            new() { Resource = task, Request = new() { Method = R4.Bundle.HTTPVerb.PUT, Url = $"Task/{task.Id}", IfMatch = $"W/\"{task.VersionId}\"" } },
            new() { Resource = LoopTests.AppointmentOf(request, day), Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = "Appointment" } },
        ];
        var done = (await system.TransactionAsync(new() { Type = R4.Bundle.BundleType.Transaction, Entry = [.. backwards ? entries.Reverse() : entries] }))!;
        done.Entry.Select(e => e.Response!.Status![..3]).Order().ShouldBe(["200", "201"]);
        var now = (await system.ReadAsync<R4.Task>($"Task/{task.Id}"))!;
        now.BusinessStatus!.Coding[0].Code.ShouldBe("5.1.1");
        (await system.ReadAsync<R4.Appointment>($"Appointment/{task.Id}"))!.Status.ShouldBe(R4.Appointment.AppointmentStatus.Booked);

        now.Status = TaskStatus.Cancelled;
        request.Status = R4.RequestStatus.Revoked;
        await system.TransactionAsync(new()
        {
            Type = R4.Bundle.BundleType.Transaction,
            Entry = [.. new R4.DomainResource[] { request, now }.Select(r => new R4.Bundle.EntryComponent
            {
                Resource = r, Request = new() { Method = R4.Bundle.HTTPVerb.PUT, Url = $"{r.TypeName}/{r.Id}" },
            })],
        });
        (await system.ReadAsync<R4.ServiceRequest>($"ServiceRequest/{task.Id}"))!.Status.ShouldBe(R4.RequestStatus.Revoked);
        (await host.Host.Sql.Value<long>($"select count(*) from ledger.mt_events where type = 'referral_withdrawn' and stream_id = '{task.Id}'")).ShouldBe(1);
    }

    [Fact]
    public async Task A_new_referral_begins_with_its_submission()
    {
        using var sender = await _fhir.Client();
        var bundle = LoopTests.Loop();
        ((R4.Task)bundle.Entry[2].Resource!).Status = TaskStatus.Accepted;
        (await Should.ThrowAsync<FhirOperationException>(() => sender.TransactionAsync(bundle))).Outcome!.Issue[0].Expression
            .ShouldBe(["Bundle.entry[2].resource.status"]);
        bundle = LoopTests.Loop();
        bundle.Entry.Add(new()
        {
            Resource = LoopTests.AppointmentOf(new() { Id = "none" }, DateTimeOffset.UtcNow.AddDays(1)), Request = new() { Method = R4.Bundle.HTTPVerb.POST, Url = "Appointment" },
        });
        ((R4.Appointment)bundle.Entry[3].Resource!).BasedOn = [new(bundle.Entry[1].FullUrl)];
        (await Should.ThrowAsync<FhirOperationException>(() => sender.TransactionAsync(bundle))).Outcome!.Issue[0].Expression
            .ShouldBe(["Bundle.entry[3].resource"]);
    }
}

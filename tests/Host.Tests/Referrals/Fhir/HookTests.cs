using System.Collections.Concurrent;
using System.Net;
using Hl7.Fhir.Rest;
using NodaTime;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Referrals.Fhir;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Tests.Referrals.Fhir;

/// <summary>Rest-hooks of subscriptions: called for what matches, again until they answer, off when they cannot be.</summary>
public sealed class HookTests(SharedHost host)
{
    private readonly FhirSide _fhir = new(host.Host);

    [Fact]
    public async Task A_hook_is_called_for_what_matches_until_it_answers_and_hears_nothing_of_what_it_says()
    {
        using var listener = new HttpListener();
        var address = $"http://127.0.0.1:{HostProcess.FreePort()}/hook/";
        listener.Prefixes.Add(address);
        listener.Start();
        var calls = new ConcurrentQueue<(string Body, string? Secret)>();
        var listening = Listen(listener, calls);

        using var client = await _fhir.Client();
        var patient = (await client.CreateAsync(LoopTests.Patient()))!;
        var subscription = (await client.CreateAsync(Subscription($"Communication?patient=Patient/{patient.Id}", address)))!;
        subscription.Status.ShouldBe(R4.Subscription.SubscriptionStatus.Active);
        var told = (await client.CreateAsync(About(patient.Id!, "请复查血压")))!;
        await client.CreateAsync(About((await client.CreateAsync(LoopTests.Patient()))!.Id!, "与他人有关"));
        await Wait.Until(() => Task.FromResult(calls.Count >= 2));
        calls.ShouldAllBe(call => call.Body.Contains($"Communication/{told.Id}") && call.Secret == "s3cret");
        calls.ShouldAllBe(call => !call.Body.Contains("复查"), "a hook is told an address");
        calls.Count.ShouldBe(2, "the first call was answered with 500");
        await Wait.Until(async () => (await host.Host.Sql.Rows($"select 1 from desk.fhir_deliveries where subscription = '{subscription.Id}'")).Count == 0);

        await client.DeleteAsync(subscription);
        (await _fhir.Send(HttpMethod.Get, $"/Subscription/{subscription.Id}")).Refused(410, "deleted");
        listener.Stop();
        await listening;
    }

    [Theory]
    [InlineData("Communication?colour=red")]
    [InlineData("Communication?_lastUpdated=soon")]
    [InlineData("Task?status:not=draft")]
    [InlineData("Task?_include=Task:colour")]
    public async Task Criteria_that_are_no_search_are_refused(string criteria)
    {
        using var client = await _fhir.Client();
        var refused = await Should.ThrowAsync<FhirOperationException>(() => client.CreateAsync(Subscription(criteria, "https://example.org/hook")));
        (refused.Status, refused.Outcome!.Issue[0].Expression.Single()).ShouldBe((HttpStatusCode.UnprocessableEntity, "Subscription.criteria"));
    }

    [Fact]
    public async Task Who_comes_late_with_a_failed_call_undoes_nothing_and_what_was_taken_is_not_kept()
    {
        var queue = host.Host.Service<FhirHookQueue>();
        var (hook, far) = (Guid.NewGuid().ToString(), Instant.FromUtc(2200, 1, 1, 0, 0));
        var stop = TestContext.Current.CancellationToken;
        // So far ahead that the host itself does not call it.
        foreach (var sequence in (long[])[1, 2]) await queue.Matched(new(-sequence, "Task", "x"), [hook], far, stop);
        async Task<FhirCall> Claim() => (await queue.Claim(far, TimeSpan.Zero, 2, stop)).Single(call => call.Subscription == hook && call.Sequence == -1);
        Task<IReadOnlyList<string>> Rows() => host.Host.Sql.Rows(
            $"select sequence, attempts, coalesce(last_error, '-') from desk.fhir_deliveries where subscription = '{hook}' order by sequence desc");
        var (late, now) = (await Claim(), await Claim());
        await queue.Failed(late, "late", far, stop);
        (await queue.GivenUp(late, stop)).ShouldBeFalse();
        (await Rows()).ShouldBe(["-1|2|-", "-2|2|-"]);
        await queue.Failed(now, "no answer", far, stop);
        (await Rows()).ShouldBe(["-1|2|no answer", "-2|2|-"]);
        await queue.Sent(now, stop);
        (await Rows()).ShouldBe(["-2|2|-"]);
        (await queue.GivenUp((await queue.Claim(far, TimeSpan.Zero, 2, stop)).Single(call => call.Subscription == hook), stop)).ShouldBeTrue();
        (await Rows()).ShouldBeEmpty();
    }

    private static async Task Listen(HttpListener listener, ConcurrentQueue<(string, string?)> calls)
    {
        try
        {
            while (true)
            {
                var context = await listener.GetContextAsync();
                using var reader = new StreamReader(context.Request.InputStream);
                calls.Enqueue((await reader.ReadToEndAsync(), context.Request.Headers["X-Secret"]));
                context.Response.StatusCode = calls.Count == 1 ? 500 : 200;
                context.Response.Close();
            }
        }
        catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private static R4.Subscription Subscription(string criteria, string endpoint) => new()
    {
        Status = R4.Subscription.SubscriptionStatus.Requested, Reason = "test", Criteria = criteria,
        Channel = new()
        {
            Type = R4.Subscription.SubscriptionChannelType.RestHook, Endpoint = endpoint, Payload = "application/fhir+json", Header = ["X-Secret: s3cret"],
        },
    };

    private static R4.Communication About(string patient, string text) => new()
    {
        Status = R4.EventStatus.Completed, Subject = new($"Patient/{patient}"), Payload = [new() { Content = new R4.FhirString(text) }],
    };
}

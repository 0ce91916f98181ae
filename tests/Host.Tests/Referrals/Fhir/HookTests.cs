using System.Collections.Concurrent;
using System.Net;
using Hl7.Fhir.Rest;
using SmartCity.Host.Tests.Shared;
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

        await client.DeleteAsync(subscription);
        (await _fhir.Send(HttpMethod.Get, $"/Subscription/{subscription.Id}")).Refused(410, "deleted");
        listener.Stop();
        await listening;
    }

    [Fact]
    public async Task A_subscription_whose_criteria_nobody_can_read_is_put_to_error()
    {
        using var client = await _fhir.Client();
        var subscription = (await client.CreateAsync(Subscription("Communication?colour=red", "https://example.org/hook")))!;
        await client.CreateAsync(About((await client.CreateAsync(LoopTests.Patient()))!.Id!, "x"));
        await Wait.Until(async () => (await client.ReadAsync<R4.Subscription>($"Subscription/{subscription.Id}"))!.Status == R4.Subscription.SubscriptionStatus.Error);
        (await client.ReadAsync<R4.Subscription>($"Subscription/{subscription.Id}"))!.Error!.ShouldContain("colour");
        (await client.HistoryAsync($"Subscription/{subscription.Id}"))!.Entry.Count.ShouldBe(2);
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

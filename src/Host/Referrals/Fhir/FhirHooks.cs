using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using NodaTime;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Referrals.Fhir;
using SmartCity.Projections.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// Calls the rest-hooks of subscriptions: at least once for every change that matches, with waits that grow, until a hook that
/// stays away has its subscription put to <c>error</c>. A hook is told by address only; what changed it reads for itself.
/// </summary>
internal sealed partial class FhirHooks(
    FhirHookQueue queue, FhirSearch search, FhirQueryReader queries, FhirGrounds grounds, MatterReader reader, GroupCommit ledger,
    FhirIndexer indexer, FhirSubscriptionRules rules, IClock clock, ILogger<FhirHooks> log) : BackgroundService
{
    private const int AtOnce = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300), Lease = TimeSpan.FromSeconds(30),
        Patience = TimeSpan.FromSeconds(10);

    /// <summary>The wait after each failed call; after the last one the subscription has failed.</summary>
    private static readonly Duration[] Waits =
    [
        Duration.FromSeconds(2), Duration.FromSeconds(10), Duration.FromMinutes(1), Duration.FromMinutes(10), Duration.FromHours(1),
        Duration.FromHours(6), Duration.FromHours(24),
    ];

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectCallback = (context, stop) => Connect(rules, context, stop),
    })
    {
        Timeout = Patience,
    };

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            try
            {
                await Match(stoppingToken);
                await Call(stoppingToken);
            }
            catch (Exception reason) when (!stoppingToken.IsCancellationRequested)
            {
                LogRoundFailed(reason);
            }
    }

    public override void Dispose()
    {
        _http.Dispose();
        base.Dispose();
    }

    private async Task Match(CancellationToken stop)
    {
        var changes = await queue.Changes(200, stop);
        if (changes.Count == 0) return;
        var hooks = new List<(string Id, FhirResource Stored, R4.Subscription Wanted)>();
        foreach (var hook in await queue.Active(stop))
            if (await reader.Find(hook.Stream, null, null, stop) is FhirResource { Content: { } content } stored)
                hooks.Add((hook.Id, stored, (R4.Subscription)FhirBody.Kept(content.Json)));
        var passed = new List<FhirChange>();
        foreach (var change in changes)
        {
            var concerned = new List<string>();
            foreach (var (id, stored, wanted) in hooks)
                if (await Concerns(change, id, stored, wanted, stop)) concerned.Add(id);
            if (concerned.Count == 0) passed.Add(change);
            else await queue.Matched(change, concerned, clock.GetCurrentInstant(), stop);
        }
        if (passed.Count > 0) await queue.Passed(passed, stop);
    }

    /// <summary>Whether the criteria hold of the resource as it is now, and the subscriber's unit may read it.</summary>
    private async Task<bool> Concerns(
        FhirChange change, string id, FhirResource stored, R4.Subscription wanted, CancellationToken stop)
    {
        var criteria = wanted.Criteria ?? "";
        if (criteria.Split('?')[0] != change.Type) return false;
        var given = FhirQueryReader.Given(criteria).Append(new("_id", change.LogicalId));
        try
        {
            string[] roles = stored.Units.Contains(FhirResource.EveryUnit) ? [Roles.Integrator] : [];
            var subscriber = new Actor(id, id, roles, stored.Unit, "fhir");
            var query = queries.Read(subscriber, change.Type, given, FhirWire.Path, lenient: false).Query;
            return (await grounds.Readable(subscriber, await search.Page(query, null, 1, stop), stop)).Count > 0;
        }
        catch (FhirRefused unreadable)
        {
            await End(id, unreadable.Issues[0].Sentence.En);
            return false;
        }
    }

    private async Task Call(CancellationToken stop)
    {
        while (await queue.Claim(clock.GetCurrentInstant(), Lease, AtOnce, stop) is { Count: > 0 } calls)
            await Task.WhenAll(calls.Select(Call));
    }

    private async Task Call(FhirCall call)
    {
        try
        {
            if (await reader.Find(FhirReference.StreamOf($"Subscription/{call.Subscription}"), null, null, CancellationToken.None)
                is not FhirResource { Deleted: false, Content: { } content, Index.Status: "active" })
            {
                await queue.GivenUp(call, CancellationToken.None);
                return;
            }
            var channel = ((R4.Subscription)FhirBody.Kept(content.Json)).Channel!;
            using var request = new HttpRequestMessage(HttpMethod.Post, channel.Endpoint);
            request.Content = new ByteArrayContent(string.IsNullOrEmpty(channel.Payload) ? []
                : FhirWire.Bytes(
                    Told(call), channel.Payload.Contains("xml", StringComparison.Ordinal) ? FhirFormat.Xml : FhirFormat.Json));
            if (channel.Payload is { Length: > 0 } payload)
                request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(payload);
            request.Headers.TryAddWithoutValidation("X-Subscription", call.Subscription);
            request.Headers.TryAddWithoutValidation("Idempotency-Key", $"{call.Subscription}/{call.Sequence}/{call.Type}");
            foreach (var header in channel.Header.OfType<string>())
                if (header.Split(':', 2) is [var name, var value])
                    request.Headers.TryAddWithoutValidation(name.Trim(), value.Trim());
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"HTTP {(int)answer.StatusCode}");
            await queue.Sent(call, CancellationToken.None);
        }
        catch (Exception reason)
        {
            // Whatever it is: a call that is neither sent nor failed would be made for ever.
            await Fail(call, reason is OperationCanceledException ? "timeout" : reason.Message);
        }
    }

    /// <summary>What changed, by its address: what it says is read with a token.</summary>
    private static R4.Bundle Told(FhirCall call) => new()
    {
        Type = R4.Bundle.BundleType.History,
        Entry = [new()
        {
            FullUrl = $"{FhirWire.Path}/{call.Type}/{call.LogicalId}",
            Request = new() { Method = R4.Bundle.HTTPVerb.PUT, Url = $"{call.Type}/{call.LogicalId}" },
            Response = new() { Status = "200", Location = $"{call.Type}/{call.LogicalId}" },
        }],
    };

    private async Task Fail(FhirCall call, string error)
    {
        if (call.Attempt <= Waits.Length)
            await queue.Failed(call, error, clock.GetCurrentInstant() + Waits[call.Attempt - 1], CancellationToken.None);
        else if (await queue.GivenUp(call, CancellationToken.None))
        {
            await End(call.Subscription, error);
            LogOff(call.Subscription, call.Attempt, error);
        }
    }

    /// <summary>Puts a subscription to <c>error</c>, and says why in it.</summary>
    private async Task End(string id, string error)
    {
        var stream = FhirReference.StreamOf($"Subscription/{id}");
        await ledger.Execute(new(stream, "fhir-subscription-off", Actor.System, (matter, _, _) =>
        {
            if (matter is not FhirResource { Deleted: false, Content: { } content, Person: { } person } stored) return Decision.Nothing;
            var subscription = (R4.Subscription)FhirBody.Kept(content.Json);
            (subscription.Status, subscription.Error) = (R4.Subscription.SubscriptionStatus.Error, error);
            return FhirDecider.Write(stored, new WriteFhirResource(
                stream, stored.Type, stored.LogicalId, stored.Unit, [], indexer.Of(subscription, FhirWire.Path).Index,
                new(person, new(Encoding.UTF8.GetString(FhirWire.Bytes(subscription, FhirFormat.Json)))), Create: false, Seen: null));
        }, _ => new(200, "{}"))
        {
            CausationId = $"subscription/{id}",
        });
    }

    /// <summary>The address is looked at once the name is resolved: a name that leads inside is not followed.</summary>
    private static async ValueTask<Stream> Connect(
        FhirSubscriptionRules rules, SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var addresses = await System.Net.Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, stop);
        var taken = addresses.FirstOrDefault(ip => rules.Takes(context.InitialRequestMessage.RequestUri!, ip))
            ?? throw new HttpRequestException("the endpoint leads inside");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(taken, context.DnsEndPoint.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "Subscriptions could not be followed; the next round tries again.")]
    private partial void LogRoundFailed(Exception reason);

    [LoggerMessage(LogLevel.Error, "Subscription {Subscription} is off after {Attempts} calls ({Reason}).")]
    private partial void LogOff(string subscription, int attempts, string reason);
}

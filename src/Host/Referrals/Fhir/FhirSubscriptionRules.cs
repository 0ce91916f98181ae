using System.Net;
using System.Net.Sockets;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// Which subscriptions are taken: rest-hooks to an address that is not inside this network. Addresses within are refused unless
/// they are listed under <c>Fhir:HookHosts</c>; the demo takes its own machine besides.
/// </summary>
internal sealed class FhirSubscriptionRules(IConfiguration configuration, IdentitySettings identity, FhirQueryReader queries)
{
    private readonly string[] _listed = configuration.GetSection("Fhir:HookHosts").Get<string[]>() ?? [];

    /// <exception cref="FhirRefused">It is not taken.</exception>
    public void Check(Actor actor, R4.Subscription subscription, string @base)
    {
        if (subscription.Channel?.Type != R4.Subscription.SubscriptionChannelType.RestHook)
            throw Refused(
                IssueType.NotSupported, "fhir.channel-unsupported", "只支持 rest-hook。", "The only channel is rest-hook.", "channel.type");
        if (subscription.Channel.Payload is { Length: > 0 } payload && payload is not ("application/fhir+json" or "application/fhir+xml"))
            throw Refused(
                IssueType.NotSupported, "fhir.payload-unsupported", "payload 须为空或 FHIR 媒体类型。", "The payload is empty or a media type of FHIR.",
                "channel.payload");
        if (!Uri.TryCreate(subscription.Channel.Endpoint, UriKind.Absolute, out var address) || address.UserInfo.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsListed(address))))
            throw Refused(IssueType.Value, "fhir.endpoint-refused", "endpoint 须为 https 地址。", "The endpoint is an https address.", "channel.endpoint");
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IsInside(ip) && !IsListed(address))
            throw Refused(
                IssueType.Security, "fhir.endpoint-refused", "endpoint 不得指向内部网络。", "The endpoint must not lead inside.", "channel.endpoint");
        if (subscription.Channel.Header.Any(header => header is null || header.IndexOf(':', StringComparison.Ordinal) < 1 || header.Any(char.IsControl)))
            throw Refused(IssueType.Value, "fhir.header-unreadable", "header 须为「名称: 值」。", "A header is name: value.", "channel.header");
        var type = subscription.Criteria?.Split('?')[0] ?? "";
        if (!R4.ModelInfo.IsKnownResource(type))
            throw Refused(IssueType.Value, "fhir.criteria-unreadable", "criteria 须为「类型?参数」。", "The criteria are Type?parameters.", "criteria");
        if (!FhirTypes.All.Contains(type))
            (subscription.Status, subscription.Error) = (R4.Subscription.SubscriptionStatus.Error, $"{type} is not served here");
        else
        {
            CheckCriteria(actor, type, subscription.Criteria!, @base);
            if (subscription.Status == R4.Subscription.SubscriptionStatus.Requested)
                subscription.Status = R4.Subscription.SubscriptionStatus.Active;
        }
    }

    /// <summary>They are a search that could be asked now.</summary>
    private void CheckCriteria(Actor actor, string type, string criteria, string @base)
    {
        try
        {
            queries.Read(actor, type, FhirQueryReader.Given(criteria), @base, lenient: false);
        }
        catch (FhirRefused unreadable)
        {
            var why = unreadable.Issues[0].Sentence;
            throw Refused(IssueType.Value, "fhir.criteria-unreadable", why.Zh, why.En, "criteria");
        }
    }

    /// <summary>Whether a hook may be called at this address, once its name is resolved.</summary>
    public bool Takes(Uri address, IPAddress resolved) => !IsInside(resolved) || IsListed(address);

    private bool IsListed(Uri address) =>
        _listed.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || (identity.Demo && address.IsLoopback);

    /// <summary>What no address of the public internet is in (IANA special-purpose registries), of version 4.</summary>
    private static readonly IPNetwork[] Reserved = [.. new[]
    {
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
        "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3",
    }.Select(IPNetwork.Parse)];

    /// <summary>
    /// Of version 6 all that is public is in the first; of that, not what is kept for protocols (Teredo, benchmarks, ORCHID), for
    /// documentation, and for 6to4. NAT64, addresses that hold one of version 4, local and multicast ones are outside of it.
    /// </summary>
    private static readonly IPNetwork Global = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] ReservedInGlobal =
        [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static bool IsInside(IPAddress ip)
    {
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        return ip.AddressFamily == AddressFamily.InterNetwork
            ? Reserved.Any(network => network.Contains(ip))
            : !Global.Contains(ip) || ReservedInGlobal.Any(network => network.Contains(ip));
    }

    private static FhirRefused Refused(IssueType type, string code, string zh, string en, string element) =>
        new(422, new FhirIssue(type, code, new(zh, en), $"Subscription.{element}"));
}

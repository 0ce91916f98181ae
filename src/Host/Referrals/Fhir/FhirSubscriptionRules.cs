using System.Net;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Host.Identity;
using IssueType = Hl7.Fhir.Model.OperationOutcome.IssueType;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>
/// Which subscriptions are taken: rest-hooks to an address that is not inside this network. Addresses within are refused unless
/// they are listed under <c>Fhir:HookHosts</c>; the demo takes its own machine besides.
/// </summary>
internal sealed class FhirSubscriptionRules(IConfiguration configuration, IdentitySettings identity)
{
    private readonly string[] _listed = configuration.GetSection("Fhir:HookHosts").Get<string[]>() ?? [];

    /// <exception cref="FhirRefused">It is not taken.</exception>
    public void Check(R4.Subscription subscription)
    {
        if (subscription.Channel?.Type != R4.Subscription.SubscriptionChannelType.RestHook)
            throw Refused(IssueType.NotSupported, "fhir.channel-unsupported", "只支持 rest-hook。", "The only channel is rest-hook.", "Subscription.channel.type");
        if (subscription.Channel.Payload is { Length: > 0 } payload && payload is not ("application/fhir+json" or "application/fhir+xml"))
            throw Refused(IssueType.NotSupported, "fhir.payload-unsupported", "payload 须为空或 FHIR 媒体类型。", "The payload is empty or a media type of FHIR.", "Subscription.channel.payload");
        if (!Uri.TryCreate(subscription.Channel.Endpoint, UriKind.Absolute, out var address) || address.UserInfo.Length > 0
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsListed(address))))
            throw Refused(IssueType.Value, "fhir.endpoint-refused", "endpoint 须为 https 地址。", "The endpoint is an https address.", "Subscription.channel.endpoint");
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) && IsInside(ip) && !IsListed(address))
            throw Refused(IssueType.Security, "fhir.endpoint-refused", "endpoint 不得指向内部网络。", "The endpoint must not lead inside.", "Subscription.channel.endpoint");
        if (subscription.Channel.Header.Any(header => header is null || header.IndexOf(':', StringComparison.Ordinal) < 1 || header.Any(char.IsControl)))
            throw Refused(IssueType.Value, "fhir.header-unreadable", "header 须为「名称: 值」。", "A header is name: value.", "Subscription.channel.header");
        var type = subscription.Criteria?.Split('?')[0] ?? "";
        if (!R4.ModelInfo.IsKnownResource(type))
            throw Refused(IssueType.Value, "fhir.criteria-unreadable", "criteria 须为「类型?参数」。", "The criteria are Type?parameters.", "Subscription.criteria");
        if (!FhirTypes.All.Contains(type))
            (subscription.Status, subscription.Error) = (R4.Subscription.SubscriptionStatus.Error, $"{type} is not served here");
        else if (subscription.Status == R4.Subscription.SubscriptionStatus.Requested)
            subscription.Status = R4.Subscription.SubscriptionStatus.Active;
    }

    /// <summary>Whether a hook may be called at this address, once its name is resolved.</summary>
    public bool Takes(Uri address, IPAddress resolved) => !IsInside(resolved) || IsListed(address);

    private bool IsListed(Uri address) =>
        _listed.Contains(address.Host, StringComparer.OrdinalIgnoreCase) || (identity.Demo && address.IsLoopback);

    /// <summary>Loopback, private, link-local, shared and unspecified addresses, of both versions.</summary>
    private static bool IsInside(IPAddress ip)
    {
        if (ip.IsIPv4MappedToIPv6) ip = ip.MapToIPv4();
        if (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)) return true;
        var b = ip.GetAddressBytes();
        return b.Length == 4
            ? b[0] is 0 or 10 or 127 || (b[0] == 172 && b[1] is >= 16 and < 32) || (b[0] == 192 && b[1] == 168)
              || (b[0] == 169 && b[1] == 254) || (b[0] == 100 && b[1] is >= 64 and < 128) || b[0] >= 224
            : ip.IsIPv6LinkLocal || ip.IsIPv6SiteLocal || ip.IsIPv6Multicast || (b[0] & 0xFE) == 0xFC;
    }

    private static FhirRefused Refused(IssueType type, string code, string zh, string en, string expression) =>
        new(422, new FhirIssue(type, code, new(zh, en), expression));
}

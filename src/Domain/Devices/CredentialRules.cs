using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Devices;

/// <summary>Which secrets of a device count.</summary>
public static class CredentialRules
{
    /// <summary>So many count at once: enough to change one without a gap.</summary>
    public const int Most = 10;

    private const string Rotated = "rotated";

    public static Decision Issue(Device device, IssueCredential command)
    {
        var (id, sha256) = command.Credential;
        if (device.LifeCycle == LifeCycle.Retired) return new DeviceIsRetired();
        if (device.Credentials.ContainsKey(id) || device.CredentialsRevoked.Contains(id)) return Decision.Nothing;
        if (!command.RevokeOthers && device.Credentials.Count >= Most) return new DeviceCredentialsFull(Most);
        List<object> events = [new DeviceCredentialIssued(id, sha256)];
        if (command.RevokeOthers)
            events.AddRange(device.Credentials.Keys.Order().Select(old => new DeviceCredentialRevoked(old, Rotated)));
        return Decision.Of(events);
    }

    public static Decision Revoke(Device device, RevokeCredential command) =>
        device.Credentials.ContainsKey(command.Credential)
            ? Decision.Of(new DeviceCredentialRevoked(command.Credential, command.Reason.Trim()))
            : device.CredentialsRevoked.Contains(command.Credential) ? Decision.Nothing : new DeviceCredentialNotFound();
}

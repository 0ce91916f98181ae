using System.Text.Json;
using SmartCity.Domain.Devices;
using SmartCity.Domain.Devices.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Devices;

namespace SmartCity.Host.Devices;

/// <summary>
/// Hands secrets out: the ledger and its receipts keep an answer without them, and they are put in on its way out, also
/// when the answer is given again, as long as they count.
/// </summary>
internal sealed class DeviceIssuing(DeviceSecrets secrets, DeviceRegister register, DeviceDirectory directory)
{
    /// <summary>A new credential; the password of a station is kept first, so that no issued one is without.</summary>
    public async Task<NewCredential> New(Guid id, Guid device, DeviceKind kind, CancellationToken stop)
    {
        if (kind.Speaks(DeviceKind.Hj212)) await register.KeepPassword(id, device, secrets.StationPassword(id), stop);
        return secrets.New(id);
    }

    /// <summary>What the answer says before the secrets are put in.</summary>
    public static CredentialsView Blank(Device device, Guid credential) => new(credential, device.Number, null, null, device.Mn, null);

    /// <summary>The answer with its secrets in it; what was prepared for an answer that was given before is forgotten.</summary>
    public async Task<IResult> Complete(IResult result, Guid prepared, CancellationToken stop)
    {
        await directory.Follow(stop);
        if (result is not JsonAnswer { Answer: var answer })
        {
            await register.ForgetPassword(prepared, stop);
            return result;
        }
        var given = JsonSerializer.Deserialize<RegisteredAnswer>(answer.Json, ApiJson.Options)!;
        if (given.Credentials.Id != prepared) await register.ForgetPassword(prepared, stop);
        await register.ForgetRevoked(given.Id, null, stop);
        var secret = secrets.Secret(given.Credentials.Id);
        if (directory.ById(given.Id) is not { } card || !directory.Proves(card, secret)) return result;
        var filled = given with
        {
            Credentials = given.Credentials with
            {
                Password = secret, Token = secret,
                Pw = card.StationPassword,
            },
        };
        return new JsonAnswer(answer with { Json = JsonSerializer.Serialize(filled, ApiJson.Options) });
    }
}

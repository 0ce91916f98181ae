using System.Security.Cryptography;
using System.Text;
using SmartCity.Domain.Devices;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices;

/// <summary>
/// The secrets of devices. Each follows from its credential's id and a key in the data folder, so that an answer that is
/// given again under its idempotency key has the secret in it although nobody keeps it: the ledger has its SHA-256 only.
/// </summary>
internal sealed class DeviceSecrets(IdentitySettings settings)
{
    private const int KeyLength = 32, SecretLength = 20, PasswordLength = 6;
    private const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz";

    private readonly Lazy<byte[]> _key = new(() => Load(Path.Combine(settings.KeysFolder, "device-secrets.key")));

    /// <summary>40 hexadecimal characters: the token, and the password under the device's code.</summary>
    public string Secret(Guid credential) => Convert.ToHexStringLower(Derived("secret", credential)[..SecretLength]);

    /// <summary>The six characters of a station of HJ 212.</summary>
    public string StationPassword(Guid credential) =>
        string.Concat(Derived("password", credential).Take(PasswordLength).Select(b => Letters[b % Letters.Length]));

    public NewCredential New(Guid credential) => new(credential, Hash(Secret(credential)));

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    private byte[] Derived(string what, Guid credential) =>
        HMACSHA256.HashData(_key.Value, Encoding.ASCII.GetBytes($"{what}/{credential:N}"));

    // Several nodes may share the folder: the first to move its key into place wins, all read that one.
    private static byte[] Load(string file)
    {
        if (!File.Exists(file))
        {
            PrivateFiles.MakeFolder(Path.GetDirectoryName(file)!);
            PrivateFiles.MakeOnce(file, RandomNumberGenerator.GetBytes(KeyLength));
        }
        return File.ReadAllBytes(file);
    }
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Identity;

/// <summary>
/// The key that signs tokens: RSA 2048 for RS256, because a signature is verified far more often than made and RSA verifies
/// several times faster than ECDSA. Made at the first start, readable by its owner only.
/// </summary>
internal static class SigningKey
{
    public static RsaSecurityKey Load(IdentitySettings settings)
    {
        var file = settings.SigningKey ?? Path.Combine(settings.KeysFolder, "signing.pem");
        if (settings.SigningKey is null && !File.Exists(file)) Make(file);
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file));
        var key = new RsaSecurityKey(rsa);
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        return key;
    }

    // Several nodes may share the folder and start at once: the first to move its key into place wins, all read that one.
    private static void Make(string file)
    {
        PrivateFiles.MakeFolder(Path.GetDirectoryName(file)!);
        using var rsa = RSA.Create(2048);
        PrivateFiles.MakeOnce(file, Encoding.UTF8.GetBytes(rsa.ExportPkcs8PrivateKeyPem()));
    }
}

using System.Text;
using Org.BouncyCastle.Asn1.GM;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;
using SmartCity.Domain.Ledger;

namespace SmartCity.Projections.Ledger;

/// <summary>How the signatures of notes are checked.</summary>
public static class NoteSigning
{
    private static readonly ECDomainParameters Curve = new(GMNamedCurves.GetByName("sm2p256v1"));

    /// <summary>Whether the signature over the text is the key's; a key that is none has signed nothing.</summary>
    public static bool IsRight(NoteKey key, byte[] text, byte[] signature)
    {
        try
        {
            var signer = SignerOf(key.Algorithm);
            signer.Init(false, key.Algorithm == NoteAlgorithm.Ed25519
                ? new Ed25519PublicKeyParameters(key.PublicKey)
                : new ECPublicKeyParameters(Curve.Curve.DecodePoint(key.PublicKey), Curve));
            signer.BlockUpdate(text);
            return signer.VerifySignature(signature);
        }
        catch (Exception reason) when (reason is ArgumentException or CryptoException)
        {
            return false;
        }
    }

    /// <summary>SM3 (GB/T 32905) of the bytes.</summary>
    public static byte[] Sm3(byte[] bytes)
    {
        var digest = new SM3Digest();
        var hash = new byte[digest.GetDigestSize()];
        digest.BlockUpdate(bytes);
        digest.DoFinal(hash);
        return hash;
    }

    internal static ECDomainParameters Sm2Curve => Curve;

    /// <summary>SM2 signs r and s of 32 bytes each, for the signer's id 1234567812345678 that the standard gives.</summary>
    internal static ISigner SignerOf(NoteAlgorithm algorithm) => algorithm == NoteAlgorithm.Ed25519
        ? new Ed25519Signer()
        : new SM2Signer(PlainDsaEncoding.Instance, new SM3Digest());
}

/// <summary>A key that signs notes.</summary>
public sealed class NoteSigner
{
    private readonly AsymmetricKeyParameter _private;

    private NoteSigner(NoteKey key, byte[] secret, AsymmetricKeyParameter privateKey) => (Key, Secret, _private) = (key, secret, privateKey);

    /// <summary>What its signatures are checked with.</summary>
    public NoteKey Key { get; }

    /// <summary>32 bytes: the seed of Ed25519, or the scalar of SM2.</summary>
    public byte[] Secret { get; }

    /// <summary>A key that nobody had before.</summary>
    public static NoteSigner Create(string name, NoteAlgorithm algorithm)
    {
        var random = new SecureRandom();
        for (var secret = new byte[32]; ;)
        {
            random.NextBytes(secret);
            if (algorithm == NoteAlgorithm.Ed25519) return From(name, algorithm, secret);
            var scalar = new BigInteger(1, secret);
            if (scalar.SignValue > 0 && scalar.CompareTo(NoteSigning.Sm2Curve.N.Subtract(BigInteger.One)) < 0) return From(name, algorithm, secret);
        }
    }

    public static NoteSigner From(string name, NoteAlgorithm algorithm, byte[] secret)
    {
        if (algorithm == NoteAlgorithm.Ed25519)
        {
            var seed = new Ed25519PrivateKeyParameters(secret);
            return new(new(name, algorithm, seed.GeneratePublicKey().GetEncoded()), secret, seed);
        }
        var scalar = new BigInteger(1, secret);
        var point = NoteSigning.Sm2Curve.G.Multiply(scalar).Normalize();
        return new(new(name, algorithm, point.GetEncoded(compressed: false)), secret, new ECPrivateKeyParameters(scalar, NoteSigning.Sm2Curve));
    }

    public NoteSignature Sign(string text)
    {
        var signer = NoteSigning.SignerOf(Key.Algorithm);
        signer.Init(true, _private);
        signer.BlockUpdate(Encoding.UTF8.GetBytes(text));
        return new(Key.Name, Key.Id, signer.GenerateSignature());
    }
}

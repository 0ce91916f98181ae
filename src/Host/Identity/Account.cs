using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Identity;

/// <summary>
/// An account (账号) of a person or a machine. <see cref="PasswordHash"/> is in the format of ASP.NET Core's
/// <see cref="PasswordHasher{TUser}"/>; a plain <see cref="Password"/> is accepted in demo mode only.
/// </summary>
internal sealed record Account
{
    public required string Username { get; init; }
    public required string DisplayName { get; init; }
    public IReadOnlyList<string> Roles { get; init; } = [];
    public string Unit { get; init; } = "";

    /// <summary>Units that a machine client speaks for besides its own; <c>*</c> for every one.</summary>
    public IReadOnlyList<string> ActsFor { get; init; } = [];

    /// <summary>Channel under which everything this account does is recorded; null leaves it to the request.</summary>
    public string? Channel { get; init; }

    public string? Password { get; init; }
    public string? PasswordHash { get; init; }

    /// <summary>Names under which this host keeps claims.</summary>
    public static ClaimNames BuiltIn { get; } = new();

    private static readonly PasswordHasher<string> Hasher = new();
    private static readonly string NobodysHash = Hash("nobody", Guid.NewGuid().ToString());

    public bool Accepts(string password) =>
        Password is { } plain
            ? CryptographicOperations.FixedTimeEquals(Digest(plain), Digest(password))
            : PasswordHash is { } hash && Verify(Username, hash, password);

    /// <summary>Takes as long as a wrong password for a known account, so that time tells no names.</summary>
    public static bool NobodyAccepts(string password) => Verify("nobody", NobodysHash, password) && false;

    public static string Hash(string username, string password) => Hasher.HashPassword(username, password);

    /// <summary>The account as the domain knows its holder.</summary>
    public Actor Actor => new(Username, DisplayName, Roles, Unit, Channel ?? "window") { ActsFor = ActsFor };

    /// <summary>The account as claims; every principal in this host, whoever issued its token, looks like this.</summary>
    public ClaimsIdentity ToIdentity(string authenticationType)
    {
        var names = BuiltIn;
        var identity = new ClaimsIdentity(authenticationType, names.Name, names.Role);
        identity.AddClaim(new Claim(names.Id, Username));
        identity.AddClaim(new Claim(names.Name, DisplayName));
        identity.AddClaim(new Claim(names.Unit, Unit));
        if (Channel is not null) identity.AddClaim(new Claim(names.Channel, Channel));
        identity.AddClaims(Roles.Select(role => new Claim(names.Role, role)));
        identity.AddClaims(ActsFor.Select(unit => new Claim(names.ActsFor, unit)));
        return identity;
    }

    /// <summary>What a verified token of the other authority says, in this host's words.</summary>
    public static ClaimsPrincipal FromToken(ClaimsPrincipal token, ClaimNames names, string authenticationType)
    {
        var id = token.FindFirst(names.Id)?.Value ?? "";
        var account = new Account
        {
            Username = id,
            DisplayName = token.FindFirst(names.Name)?.Value ?? id,
            Unit = token.FindFirst(names.Unit)?.Value ?? "",
            Channel = token.FindFirst(names.Channel)?.Value,
            Roles = [.. token.FindAll(names.Role).Select(claim => claim.Value)],
            ActsFor = [.. token.FindAll(names.ActsFor).Select(claim => claim.Value)],
        };
        return new ClaimsPrincipal(account.ToIdentity(authenticationType));
    }

    private static bool Verify(string username, string hash, string password)
    {
        try
        {
            return Hasher.VerifyHashedPassword(username, hash, password) != PasswordVerificationResult.Failed;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static byte[] Digest(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

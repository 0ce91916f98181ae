using System.Security.Claims;
using SmartCity.Domain.Shared;

namespace SmartCity.Host.Identity;

/// <summary>Who is calling, as the domain knows them.</summary>
public static class Actors
{
    /// <summary>Header with which a person's client names the channel it serves.</summary>
    public const string ChannelHeader = "SmartCity-Channel";

    private static readonly string[] Channels = ["window", "web", "app", "hotline", "self-service", "patrol"];

    /// <summary>
    /// The caller. A machine's channel is fixed in its token; a person's is what the client says in
    /// <see cref="ChannelHeader"/> if it is a known word, else <c>window</c>.
    /// </summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint names no right.</exception>
    public static Actor Actor(this HttpContext http)
    {
        var said = http.Request.Headers[ChannelHeader].ToString();
        return http.User.Actor(Channels.Contains(said) ? said : "window");
    }

    /// <summary>The signed-in person of a page, acting through <paramref name="channel"/>.</summary>
    public static Actor Actor(this ClaimsPrincipal principal, string channel = "window")
    {
        var names = Account.BuiltIn;
        var id = principal.FindFirst(names.Id)?.Value
            ?? throw new InvalidOperationException("Nobody is signed in; the endpoint must name a right.");
        return new Actor(
            id,
            principal.FindFirst(names.Name)?.Value ?? id,
            [.. principal.FindAll(names.Role).Select(claim => claim.Value)],
            principal.FindFirst(names.Unit)?.Value ?? "",
            principal.FindFirst(names.Channel)?.Value ?? channel)
        {
            ActsFor = [.. principal.FindAll(names.ActsFor).Select(claim => claim.Value)],
        };
    }
}

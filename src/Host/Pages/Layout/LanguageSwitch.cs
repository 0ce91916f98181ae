using Microsoft.AspNetCore.Localization;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Pages.Layout;

/// <summary>Chinese or English, kept for a year in the cookie that the whole host reads.</summary>
internal static class LanguageSwitch
{
    public static void MapLanguage(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/account/language", (HttpContext http, string to, string? returnUrl) =>
        {
            http.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(to == "en" ? "en" : "zh-CN")),
                new() { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, SameSite = SameSiteMode.Lax, IsEssential = true });
            return Results.LocalRedirect(SignIn.Local(returnUrl));
        }).AllowAnonymous().ExcludeFromDescription();

    /// <summary>Where to go for the other language, and back.</summary>
    public static string To(bool english, string returnUrl) =>
        $"/account/language?to={(english ? "en" : "zh")}&returnUrl={Uri.EscapeDataString(returnUrl)}";
}

namespace SmartCity.Host.Shared;

/// <summary>No answer is taken for anything but what it says it is.</summary>
internal static class PlainAnswers
{
    public static void UsePlainAnswers(this WebApplication app) => app.Use((http, next) =>
    {
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return next(http);
    });
}

using System.Text.Json;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>A body before the desk reads it: the stream that it is about is found by what it says.</summary>
internal static class PeekedBody
{
    /// <summary>Bound as the desk binds it; null where the desk refuses it.</summary>
    public static async Task<T?> Of<T>(HttpContext http) where T : class
    {
        if (!http.Request.HasJsonContentType()) return null;
        http.Request.EnableBuffering();
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(http.Request.Body, ApiJson.Options, http.RequestAborted);
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            http.Request.Body.Position = 0;
        }
    }
}

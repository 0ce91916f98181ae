using System.Text.Json;

namespace SmartCity.Host.Shared;

/// <summary>Looks into a body before the command desk reads it.</summary>
internal static class Bodies
{
    /// <summary>What the body says; null where it cannot be read, which the desk then says. The body can be read again.</summary>
    public static async Task<T?> Peek<T>(HttpContext http) where T : class
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

using System.Text.Json;

namespace SmartCity.Host.Shared;

/// <summary>An answer that is told line by line while the work goes on.</summary>
internal static class JsonLines
{
    public static async Task WriteLine(this HttpResponse response, object value, CancellationToken stop)
    {
        await JsonSerializer.SerializeAsync(response.Body, value, value.GetType(), ApiJson.Options, stop);
        await response.WriteAsync("\n", stop);
        await response.Body.FlushAsync(stop);
    }
}

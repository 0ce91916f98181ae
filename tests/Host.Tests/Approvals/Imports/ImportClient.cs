using System.Text;
using System.Text.Json;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals.Imports;

/// <summary>Sends logs of applications, and waits for their figures.</summary>
internal static class ImportClient
{
    public static Task<Reply> Send(
        this Client client, string source, byte[] body, string? encoding = null, string type = "text/csv") =>
        client.Import("approvals", source, body, encoding, type);

    public static Task<Reply> Send(this Client client, string source, string text) =>
        client.Send(source, Encoding.UTF8.GetBytes(text));

    /// <summary>The figures of a log, when its read model has seen so many matters and steps.</summary>
    public static async Task<JsonElement> Figures(this Client client, string source, int matters, int events)
    {
        for (var tries = 0; ; tries++)
        {
            var reply = await client.Get("approvals/imports/" + source);
            if (reply.Status == 200 && reply.Json.Count("matters") == matters && reply.Json.Count("events") == events)
                return reply.Json;
            tries.ShouldBeLessThan(300, reply.Body);
            await Task.Delay(100);
        }
    }
}

using System.Text.Json;

namespace SmartCity.Host.Verbs;

/// <summary><c>rebuild</c>: has a running system write its read models anew, and shows how far it is.</summary>
internal static class RebuildVerb
{
    public static async Task Run(string[] args)
    {
        var options = VerbOptions.Read("rebuild", args, takesFile: false);
        using var client = await VerbClient.AsAdministrator(options.Url);
        var began = TimeProvider.System.GetTimestamp();
        var bar = new ProgressBar("重建读模型 Rebuilding read models");
        var matters = 0L;
        await foreach (var progress in client.PostForLines("api/v1/operations/rebuild", null))
        {
            matters = progress.GetProperty("done").GetInt64();
            bar.Show(matters, progress.GetProperty("total").GetInt64(), $"{matters:N0}");
        }
        bar.End();
        var seconds = Math.Round(TimeProvider.System.GetElapsedTime(began).TotalSeconds, 1);
        Console.WriteLine(options.Json
            ? JsonSerializer.Serialize(new { streams = matters, seconds })
            : $"已重建 {matters:N0} 个事件流的读模型，用时 {seconds} 秒。\n"
                + $"Read models of {matters:N0} streams rebuilt in {seconds} s.");
    }
}

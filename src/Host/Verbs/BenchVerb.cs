using System.Globalization;
using SmartCity.Host.Verbs.Bench;

namespace SmartCity.Host.Verbs;

/// <summary><c>./smartcity bench</c>: measures a running system over HTTP, with its database and processes in sight.</summary>
internal static class BenchVerb
{
    public static async Task<int> Run(string[] args)
    {
        var words = new List<string>();
        var options = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i++)
            if (!args[i].StartsWith("--", StringComparison.Ordinal)) words.Add(args[i]);
            else if (args[i] == "--json") options["json"] = "";
            else if (args[i].Split('=', 2) is [var name, var value]) options[name[2..]] = value;
            else if (i + 1 < args.Length) options[args[i][2..]] = args[++i];
        int Number(string name, int otherwise) =>
            options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

        if (words is ["raw-endpoint"]) return await RawEndpoint.Serve(options["rows"]);
        if (words is not ["commands" or "loops"] || !options.TryGetValue("url", out var url))
        {
            await Console.Error.WriteLineAsync("bench commands|loops --url URL [--connections N] [--seconds N] [--json]");
            return 2;
        }

        await using var bench = await Workbench.Open(new(url), options.GetValueOrDefault("host-pid"));
        var seconds = Number("seconds", 12);
        await bench.LearnApprovals();
        Report report = words is ["commands"]
            ? await CommandsBench.Run(bench, Number("connections", 32), seconds)
            : await LoopsBench.Run(bench, Number("connections", 8), seconds);
        Console.WriteLine(options.ContainsKey("json") ? report.Json() : report.Text());
        return 0;
    }
}

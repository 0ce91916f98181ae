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

        if (words is ["raw-endpoint"]) return await RawEndpoint.Serve(options["rows"], options["command"]);
        if (words is not ["commands" or "loops" or "cases" or "referrals" or "ingest" or "freshness" or "rebuild" or "dashboards" or "as-of" or "export" or "ledger" or "growth"]
            || !options.TryGetValue("url", out var url))
        {
            await Console.Error.WriteLineAsync("bench commands|loops|cases|referrals|ingest|freshness|rebuild|dashboards|as-of|export|ledger|growth --url URL [--connections N] [--seconds N] [--json]");
            return 2;
        }

        await using var bench = await Workbench.Open(new(url), options.GetValueOrDefault("host-pid"));
        if (words is ["commands" or "loops" or "freshness" or "rebuild" or "dashboards" or "as-of" or "export" or "growth"]) await bench.LearnApprovals();
        Report report = words[0] switch
        {
            "commands" => await CommandsBench.Run(bench, Number("connections", 32), Number("seconds", 12)),
            "loops" => await LoopsBench.Run(bench, Number("connections", 8), Number("seconds", 12)),
            "referrals" => await ReferralsBench.Run(
                bench, new(Number("stored", 1_000_000), Number("connections", 16), Number("seconds", 20))),
            "freshness" => await FreshnessBench.Run(bench, Number("rate", 500), Number("seconds", 20)),
            "rebuild" => await RebuildBench.Run(bench, Number("events", 100_000)),
            "as-of" => await AsOfBench.Run(bench, Number("events", 1_000_000)),
            "ledger" => await LedgerBench.Run(bench, Number("events", 1_000_000)),
            "dashboards" => await DashboardsBench.Run(bench, Number("stored", 1_000_000)),
            "export" => await ExportBench.Run(bench, Number("events", 1_000_000)),
            "growth" => await GrowthBench.Run(bench, [.. options.GetValueOrDefault("sizes", "10000,100000,1000000,5000000").Split(',')
                .Select(size => long.Parse(size, CultureInfo.InvariantCulture)).Order()]),
            "ingest" => await IngestBench.Run(bench, new(
                options.GetValueOrDefault("through", "writer,hj212,mqtt").Split(','), Number("stations", 200), Number("points", 20),
                Number("in-flight", 2), Number("seconds", 24), Number("hj212-port", 9212), Number("mqtt-port", 1883))),
            _ => await CasesBench.Run(
                bench, new(Number("cases", 100_000), Number("stored", 1_000_000), Number("rate", 200), Number("seconds", 30))),
        };
        Console.WriteLine(options.ContainsKey("json") ? report.Json() : report.Text());
        return 0;
    }
}

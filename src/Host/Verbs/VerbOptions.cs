using System.Text.Json;

namespace SmartCity.Host.Verbs;

/// <summary>What a verb was called with: <c>--url</c>, <c>--data</c>, <c>--json</c>, <c>--file</c>, <c>--hj212-port</c>.</summary>
internal sealed record VerbOptions(Uri Url, bool Json, string? File, int? Hj212Port)
{
    public static VerbOptions Read(string verb, IReadOnlyList<string> args, bool takesFile)
    {
        string? url = null, data = Environment.GetEnvironmentVariable("SmartCity__Data"), file = null, hj212 = null;
        var json = false;
        for (var i = 0; i < args.Count; i++)
        {
            string[] word = args[i].StartsWith("--", StringComparison.Ordinal) ? args[i].Split('=', 2) : [args[i]];
            string Value() => word.Length == 2 ? word[1]
                : ++i < args.Count ? args[i] : throw new VerbFailedException($"{word[0]} needs a value", 2);
            switch (word[0])
            {
                case "--url": url = Value(); break;
                case "--data": data = Value(); break;
                case "--file" when takesFile: file = Value(); break;
                case "--hj212-port" when takesFile: hj212 = Value(); break;
                case "--json" when word.Length == 1: json = true; break;
                default: throw new VerbFailedException(
                    $"'{args[i]}' is not an option of '{verb}'; ./smartcity {verb} --help lists them", 2);
            }
        }
        return new(Address(url ?? RunningOn(data)), json, file, hj212 is null ? null : Port(hj212));
    }

    private static int Port(string text) => int.TryParse(text, out var port) && port is > 0 and < 65_536 ? port
        : throw new VerbFailedException($"'{text}' is no port; --hj212-port 9212 is one", 2);

    /// <summary>The address that <c>./smartcity up</c> left in the data folder.</summary>
    private static string RunningOn(string? data)
    {
        if (data is null) throw new VerbFailedException("say which system: --url URL or --data DIR", 2);
        try
        {
            using var run = JsonDocument.Parse(System.IO.File.ReadAllText(Path.Combine(data, "run.json")));
            return run.RootElement.GetProperty("url").GetString()!;
        }
        catch (Exception reason) when (reason is IOException or JsonException or KeyNotFoundException)
        {
            throw new VerbFailedException($"no system runs on the data folder {data}; start one with ./smartcity up");
        }
    }

    private static Uri Address(string url) =>
        Uri.TryCreate(url.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new VerbFailedException($"'{url}' is no address; --url http://127.0.0.1:8080 is one", 2);
}

using System.Globalization;
using System.IO.Compression;
using System.Text;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.GridCases.Imports;

/// <summary>
/// The shipped service requests read a second way: fields cut by hand, times by the machine's own time zones, nothing
/// shared with the product.
/// </summary>
internal static class RawRequests
{
    internal sealed record Request(
        string Key, string Unit, string Status, DateTimeOffset Created, DateTimeOffset? Due, DateTimeOffset? Acted,
        DateTimeOffset? ClosedAsWritten)
    {
        /// <summary>A closing before the report is none.</summary>
        public DateTimeOffset? Closed => ClosedAsWritten >= Created ? ClosedAsWritten : null;
    }

    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static string Sample(string name) => Path.Combine(Repository.Root, "samples", $"service-requests-nyc.{name}");

    public static IReadOnlyList<Request> All { get; } = Read();

    public static double? MedianHours(IEnumerable<Request> requests)
    {
        var hours = requests.Where(r => r.Closed is not null).Select(r => (r.Closed!.Value - r.Created).TotalHours).Order().ToList();
        return hours.Count == 0 ? null : (hours[(hours.Count - 1) / 2] + hours[hours.Count / 2]) / 2;
    }

    /// <summary>The rows of a table beside the file, remarks and first line left out.</summary>
    public static IReadOnlyList<string[]> Table(string name) =>
        [.. File.ReadAllLines(Sample(name)).Where(l => !l.StartsWith('#')).Skip(1).Select(l => l.Split(','))];

    private static List<Request> Read()
    {
        using var zipped = new GZipStream(File.OpenRead(Sample("csv.gz")), CompressionMode.Decompress);
        var lines = new StreamReader(zipped).ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var at = lines[0].TrimEnd('\r').Split(',').Index().ToDictionary(c => c.Item, c => c.Index);
        var units = Table("agencies.csv").ToDictionary(a => a[0], a => a[2]);
        return [.. lines.Skip(1).Select(Cut).Select(f => new Request(
            f[at["Unique Key"]], units[f[at["Agency"]]], f[at["Status"]], Time(f[at["Created Date"]])!.Value,
            Time(f[at["Due Date"]]), Time(f[at["Resolution Action Updated Date"]]), Time(f[at["Closed Date"]])))];
    }

    private static DateTimeOffset? Time(string text)
    {
        if (text == "") return null;
        var local = DateTime.Parse(text, CultureInfo.GetCultureInfo("en-US"));
        return new(local, NewYork.GetUtcOffset(local));
    }

    private static List<string> Cut(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in line.TrimEnd('\r'))
            if (c == '"') quoted = !quoted;
            else if (c == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else field.Append(c);
        return [.. fields, field.ToString()];
    }
}

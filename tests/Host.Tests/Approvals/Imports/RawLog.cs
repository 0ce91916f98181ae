using System.Globalization;
using System.IO.Compression;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Approvals.Imports;

/// <summary>The shipped log read a second way: split at commas, counted by hand, nothing shared with the product.</summary>
internal sealed class RawLog
{
    internal sealed record Line(
        string Channel, string Case, string Department, DateTimeOffset? End, DateTimeOffset Planned, DateTimeOffset Start,
        string Instance, string Activity, string Resource, DateTimeOffset At);

    private RawLog(IReadOnlyList<Line> lines) => Lines = lines;

    public static string File => Path.Combine(Repository.Root, "samples", "permit-receipt-log.csv.gz");

    public IReadOnlyList<Line> Lines { get; }

    public IReadOnlyList<IGrouping<string, Line>> Cases => [.. Lines.GroupBy(l => l.Case)];

    public int OnTime => Cases.Count(c => c.First().End <= c.First().Planned);

    public int Late => Cases.Count(c => c.First().End > c.First().Planned);

    public double MedianDays => Median(Cases);

    public (string Department, double MedianDays) LongestWaiting => Cases.GroupBy(c => c.First().Department)
        .Select(d => (d.Key, Median(d))).OrderByDescending(d => d.Item2).First();

    public static string Text()
    {
        using var zipped = new GZipStream(System.IO.File.OpenRead(File), CompressionMode.Decompress);
        return new StreamReader(zipped).ReadToEnd();
    }

    public static RawLog Read() => new([.. Text().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(text =>
    {
        var f = text.TrimEnd('\r').Split(',');
        return new Line(f[0], f[1], f[3], f[4] == "" ? null : At(f[4]), At(f[5]), At(f[8]), f[9], f[10], f[13], At(f[14]));
    })]);

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static double Median(IEnumerable<IGrouping<string, Line>> cases)
    {
        var days = cases.Where(c => c.First().End is not null)
            .Select(c => (c.First().End!.Value - c.First().Start).TotalDays).Order().ToList();
        return (days[(days.Count - 1) / 2] + days[days.Count / 2]) / 2;
    }
}

using System.Text;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>A line of <c>samples/hj212-samples.txt</c>: a packet, and what a receiver must make of it.</summary>
internal sealed record Sample(string Status, string Source, string Packet)
{
    public static IReadOnlyList<Sample> All { get; } =
    [
        .. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "hj212-samples.txt"))
            .Where(line => !line.StartsWith('#') && line.Contains('\t', StringComparison.Ordinal))
            .Select(line => line.Split('\t', 3)).Select(parts => new Sample(parts[0], parts[1], parts[2])),
    ];

    /// <summary>From <c>##</c> up to CR LF, without it.</summary>
    public byte[] Line => Encoding.UTF8.GetBytes(Packet);

    public byte[] OnTheWire => Encoding.UTF8.GetBytes(Packet + "\r\n");

    public static IEnumerable<Sample> Of(string status) => All.Where(sample => sample.Status == status);

    /// <summary>The packet of a source that contains the text.</summary>
    public static Sample From(string source) => All.Single(sample => sample.Source.Contains(source, StringComparison.Ordinal));
}

using System.Globalization;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// Processor time of a process and of a PostgreSQL cluster on this machine, from <c>/proc</c>; null elsewhere.
/// </summary>
internal static class CpuClock
{
    private const double TicksPerSecond = 100;

    /// <summary>Seconds that the process has used.</summary>
    public static double? OfProcess(int? pid) => pid is { } id && Stat(id) is { } stat ? stat.Own : null;

    /// <summary>Seconds that the server and all its backends have used, ended ones too.</summary>
    public static double? OfCluster(int? postmaster)
    {
        if (postmaster is not { } parent || Stat(parent) is not { } server) return null;
        return server.Own + server.Ended + Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var pid) ? Stat(pid) : null)
            .Sum(stat => stat is { } s && s.Parent == parent ? s.Own : 0);
    }

    /// <summary>The parent of a process: a backend's is its server.</summary>
    public static int? ParentOf(int pid) => Stat(pid)?.Parent;

    private static (int Parent, double Own, double Ended)? Stat(int pid)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            double Seconds(int field) => double.Parse(fields[field], CultureInfo.InvariantCulture) / TicksPerSecond;
            return (int.Parse(fields[1], CultureInfo.InvariantCulture), Seconds(11) + Seconds(12), Seconds(13) + Seconds(14));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

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

    /// <summary>
    /// Seconds that the program and the processes of PostgreSQL that serve clients have been on a processor, to the nanosecond; what
    /// the server does beside (autovacuum, checkpoints, writers) is not in them.
    /// </summary>
    public static double? Serving(int? program, int? postmaster)
    {
        if (program is not { } pid || postmaster is not { } parent || OnProcessor($"/proc/{pid}/schedstat") is null) return null;
        var threads = Directory.EnumerateDirectories($"/proc/{pid}/task").Sum(thread => OnProcessor(thread + "/schedstat") ?? 0);
        return threads + Directory.EnumerateDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out var child) && Stat(child)?.Parent == parent && ServesClients(folder))
            .Sum(folder => OnProcessor(folder + "/schedstat") ?? 0);
    }

    private static bool ServesClients(string folder)
    {
        try
        {
            var title = File.ReadAllText(folder + "/cmdline");
            return !Housekeeping.Any(name => title.StartsWith("postgres: " + name, StringComparison.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static readonly string[] Housekeeping =
        ["autovacuum", "checkpointer", "background writer", "walwriter", "archiver", "logical replication", "stats collector"];

    private static double? OnProcessor(string schedstat)
    {
        try
        {
            return double.Parse(File.ReadAllText(schedstat).Split(' ')[0], CultureInfo.InvariantCulture) / 1e9;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
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

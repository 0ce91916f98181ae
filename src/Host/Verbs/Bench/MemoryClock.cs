using System.Globalization;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>Resident memory of a process on this machine in MB, from <c>/proc</c>; null elsewhere.</summary>
internal static class MemoryClock
{
    public static double? Now(int? pid)
    {
        try
        {
            return File.ReadLines($"/proc/{pid}/status").FirstOrDefault(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)) is { } line
                ? double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The most of it until it is over, looked at ten times a second.</summary>
    public static async Task<double?> Peak(int? pid, CancellationToken over)
    {
        double? peak = Now(pid);
        while (!over.IsCancellationRequested)
        {
            await Task.Delay(100, CancellationToken.None);
            if (Now(pid) is { } now) peak = Math.Max(peak ?? 0, now);
        }
        return peak;
    }
}

using NodaTime;

namespace SmartCity.Domain.Devices.Alarms;

/// <summary>Turns readings into the times in which a rule was broken. Raise and clear alternate.</summary>
public static class AlarmEpisodes
{
    /// <param name="readings">In the order of event time.</param>
    /// <param name="from">Readings before it are known already: they only tell since when it was beyond.</param>
    /// <param name="carried">The reading that raised the alarm which lasts when the time begins; null where none does.</param>
    /// <param name="interval">How often the device reports.</param>
    public static IReadOnlyList<Episode> Of(IEnumerable<Reading> readings, Instant from, Reading? carried, Duration interval)
    {
        var found = new List<Episode>();
        var raised = carried;
        Instant? since = null, last = null;
        foreach (var reading in readings)
        {
            if (raised is not null && reading.At >= from && reading.Verdict == Verdict.Clear)
            {
                found.Add(new(raised, reading));
                (raised, since) = (null, null);
            }
            else if (reading.Verdict != Verdict.Beyond)
            {
                since = null;
            }
            else if (raised is null)
            {
                // A longer gap says nothing of what was in it.
                if (since is null || reading.At - last > reading.Rule.Gap(interval)) since = reading.At;
                if (reading.At >= from && reading.At - since >= reading.Rule.For) raised = reading;
            }
            last = reading.At;
        }
        if (raised is not null) found.Add(new(raised, null));
        return found;
    }
}

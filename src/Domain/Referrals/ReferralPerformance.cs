using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals;

/// <summary>What supervision counts of referrals.</summary>
internal static class ReferralPerformance
{
    /// <summary>
    /// Finished with the outcome (办结); down with the last visit, which is its archive. What ended before the patient came
    /// ended otherwise.
    /// </summary>
    internal static Performance Of(Referral r)
    {
        var whole = r.Clocks.GetValueOrDefault(ReferralClocks.Whole);
        var finished = r.EndedEarly ? null : r.ConcludedAt ?? r.ArchivedAt;
        return new()
        {
            Item = r.Direction,
            AcceptedAt = r.SubmittedAt,
            RespondedAt = r.AnsweredAt,
            FinishedAt = finished,
            Counted = whole,
            InTime = finished is { } at && whole is not null
                ? !whole.Breached && (whole.StoppedAt ?? at) <= whole.DueAt : null,
            Corrections = r.Rounds,
            Returns = r.Declined is null ? 0 : 1,
        };
    }

    /// <summary>
    /// Clocks that ran out, the reception once although its task has a limit too; nobody answered; the patient did not come.
    /// </summary>
    internal static IEnumerable<Deviation> DeviationsOf(Referral r)
    {
        foreach (var late in Deviation.OfClocks(r, ReferralProcess.Reception))
            yield return late;
        if (r.Expired is ReferralExpiries.NoAnswer)
            yield return new("expired", "", r.ToInstitution);
        for (var missed = 1; missed <= r.NoShows; missed++)
            yield return new("no-show", $"{missed}", r.ToInstitution);
    }
}

using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals;

/// <summary>What a referral and its processes know of each other: elements, facts for conditions, messages.</summary>
public static class ReferralProcess
{
    /// <summary>User tasks of both processes, by the ids of their elements.</summary>
    public const string Submission = "submission", Reception = "reception-desk", Supplement = "supplement",
        Proposal = "proposal-answer", Appointment = "appointment", Arrival = "arrival", Rebooking = "rebooking",
        Treatment = "treatment", Outcome = "outcome-record", Reading = "result-reading", Visit = "follow-up-visit";

    /// <summary>
    /// The facts that conditions, units, limits and lists of the process files may read. Limits are
    /// <c>limits.&lt;name&gt;</c> by <see cref="ReferralLimits"/>; <c>limits.arrival</c> is until who has not come is a
    /// no-show, <c>visitWaits</c> how long each visit waits for its day.
    /// </summary>
    public static IReadOnlyDictionary<string, object?> Facts(Referral state)
    {
        var facts = new Dictionary<string, object?>(32)
        {
            ["from"] = state.FromInstitution,
            ["to"] = state.ToInstitution,
            ["submitted"] = state.SubmittedAt is not null,
            ["accepted"] = state is { AcceptedAt: not null, EndedEarly: false },
            ["arrived"] = state.ArrivedAt is not null,
            ["withoutAppointment"] = state.Terms.GreenChannel,
            ["missedTooOften"] = state.NoShows >= state.Terms.MostNoShows,
            ["limits.arrival"] = Arrives(state).ToString(),
            ["visits"] = state.Visits.Select(visit => Name(visit.Number)).ToArray(),
            ["visitWaits"] = state.Visits.ToDictionary(visit => Name(visit.Number), visit => (object?)Waits(state, visit).ToString()),
        };
        foreach (var (name, limit) in state.Terms.Limits)
            facts["limits." + name] = limit.ToString();
        return facts;
    }

    /// <summary>
    /// The message for the process that follows from what was decided beside its tasks; null where it waits for none.
    /// </summary>
    public static string? Message(IReadOnlyList<object> facts) => facts.Select(fact => fact switch
    {
        ReferralSubmitted => "submitted",
        ReferralWithdrawn => "withdrawn",
        _ => null,
    }).FirstOrDefault(message => message is not null);

    /// <summary>Until the day of the appointment is over, and the grace after it; without one the grace alone.</summary>
    private static TimeLimit Arrives(Referral state)
    {
        var grace = state.Terms.Limits[ReferralLimits.NoShow];
        return state is { Appointment: { } booked, ExpectedSince: { } since }
            ? new(Math.Max(0, DaysUntil(booked.Day, since)) + (grace.Unit == TimeUnit.Days ? grace.Amount : 1), TimeUnit.Days)
            : grace;
    }

    /// <summary>From the acceptance until the day begins; nothing where it has.</summary>
    private static TimeLimit Waits(Referral state, PlannedVisit visit) =>
        state.AcceptedAt is { } accepted && DaysUntil(visit.Day, accepted) is > 0 and var days
            ? new(days - 1, TimeUnit.Days)
            : new(0, TimeUnit.Minutes);

    private static int DaysUntil(LocalDate day, Instant from) => Period.DaysBetween(from.InZone(WorkingCalendar.Zone).Date, day);

    private static string Name(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}

using NodaTime;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals.Catalogue;

/// <summary>The referral rules as they are published now, in memory. Safe to use from many threads.</summary>
public sealed class ReferralRulebook
{
    private volatile ReferralRulesHistory _history = ReferralRulesHistory.None;

    public ReferralRulesHistory History
    {
        get => _history;
        set => _history = value;
    }

    /// <summary>The version in force at the moment, by the day in Beijing; null when there is none.</summary>
    public ReferralRules? InForce(Instant at) => _history.InForce(at.InZone(WorkingCalendar.Zone).Date);
}

using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>What a matter's view shows of a settlement: the items only to those who claim.</summary>
internal sealed class SettlementFacts : IMatterFacts
{
    public string Kind => Settlement.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var s = (Settlement)matter;
        return new
        {
            s.Payer,
            s.Subject,
            s.SubjectNumber,
            s.Patient,
            s.Amount,
            s.Settled,
            s.State,
            s.Disputed,
            s.Answers,
            Items = clear ? s.Details.Value?.Items : null,
        };
    }
}

/// <summary>What a matter's view shows of a day with a payer.</summary>
internal sealed class SettlementDayFacts : IMatterFacts
{
    public string Kind => SettlementDay.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear)
    {
        var d = (SettlementDay)matter;
        return new { d.Payer, d.Day, d.MissedAt, d.ReconciledAt, d.Statements, Differences = d.Statement?.Differences, UnknownAnswers = d.Unknown };
    }
}

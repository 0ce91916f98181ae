using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.GridCases;

/// <summary>
/// What a reporter thinks of what was done (满意度). The first bad word stays until it was made good; what is not solved is
/// handled again, by the clocks of the case or of its reopening, and is right once that is archived.
/// </summary>
/// <param name="At">When it was said.</param>
/// <param name="CalledBackAt">When somebody next spoke to the reporter: what was said in a call is called back as it is said.</param>
/// <param name="Redone">What was done anew; null while nothing was.</param>
public sealed record CaseOpinion(SatisfactionGiven Said, Instant At, Instant? CalledBackAt, string? Redone, Instant? RectifiedAt)
{
    private const string Call = "call-back";

    private bool IsBad => !Said.Satisfied || !Said.Solved;

    /// <summary>The word that counts after another was said.</summary>
    public static CaseOpinion Hear(CaseOpinion? before, SatisfactionGiven said, Instant at)
    {
        var (bad, called) = (!said.Satisfied || !said.Solved, said.Source == Call ? at : (Instant?)null);
        if (before is not { IsBad: true }) return new(said, at, bad ? called : null, null, null);
        var kept = called is null ? before : before.CalledBack(at);
        return bad ? kept with { RectifiedAt = null } : kept with { RectifiedAt = kept.RectifiedAt ?? at };
    }

    /// <summary>Somebody spoke to the reporter.</summary>
    public CaseOpinion CalledBack(Instant at) => IsBad ? this with { CalledBackAt = CalledBackAt ?? at } : this;

    /// <summary>The handling is done again, with this result.</summary>
    public CaseOpinion DoneAnew(string result) => IsBad ? this with { Redone = result } : this;

    /// <summary>The case is archived: what was done anew is right.</summary>
    public CaseOpinion Archived(Instant at) => Redone is null ? this : this with { RectifiedAt = RectifiedAt ?? at };
}

/// <summary>What became of asking the reporter.</summary>
internal static class GridCaseReview
{
    internal static Review? Of(GridCase c)
    {
        if (c.InvitedAt is null && c.Opinion is null) return null;
        var (said, own) = (c.Opinion?.Said, c.Opinion?.Said.Source == "rating");
        return new()
        {
            About = c.Classified?.Name,
            InvitedAt = c.InvitedAt,
            Channel = said?.Source,
            Level = GridCasePerformance.Level(said),
            Comment = own && said!.Remark.Length > 0 ? said.Remark : null,
            RatedAt = c.Opinion?.At,
            CalledBackAt = c.Opinion?.CalledBackAt,
            RectifyBy = said is { Solved: false } ? c.Performance.Counted?.DueAt : null,
            RectifiedAt = c.Opinion?.RectifiedAt,
            Measures = c.Opinion?.Redone,
            Names = [.. c.Reports.Select(report => report.Reporter?.Name).OfType<string>().Where(name => name.Length > 0)],
        };
    }
}

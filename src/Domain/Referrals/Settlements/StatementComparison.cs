namespace SmartCity.Domain.Referrals.Settlements;

/// <summary>One line of the payer's statement.</summary>
public sealed record StatementLine(string Claim, string State, decimal Amount);

/// <summary>A claim as it stood here at the end of the day.</summary>
/// <param name="OfTheDay">Whether it came to that state on the day: the statement must name it.</param>
public sealed record OurClaim(string Claim, string Unit, string State, decimal Amount, bool OfTheDay);

/// <summary>One difference between the payer's statement and what is known here (对账差异).</summary>
/// <param name="Kind"><c>missing-here</c>, <c>missing-there</c>, <c>other-amount</c>, <c>other-state</c> or <c>named-twice</c>.</param>
/// <param name="Unit">The institution that claimed; null where the claim is not known here.</param>
public sealed record StatementDifference(
    string Claim, string Kind, string? Unit, string? OurState, decimal? OurAmount, string? TheirState, decimal? TheirAmount);

/// <summary>Compares a statement with what is known here (对账规则). Pure.</summary>
public static class StatementComparison
{
    public const string MissingHere = "missing-here", MissingThere = "missing-there", OtherAmount = "other-amount",
        OtherState = "other-state", NamedTwice = "named-twice";

    /// <summary>Every difference, by claim.</summary>
    public static IReadOnlyList<StatementDifference> Compare(IReadOnlyList<StatementLine> lines, IReadOnlyList<OurClaim> ours)
    {
        var known = ours.ToDictionary(claim => claim.Claim);
        var named = lines.Distinct().GroupBy(line => line.Claim).ToDictionary(group => group.Key, group => group.ToList());
        return
        [
            .. named.SelectMany(claim => Of(claim.Value, known.GetValueOrDefault(claim.Key)))
                .Concat(ours.Where(claim => claim.OfTheDay && !named.ContainsKey(claim.Claim)).Select(claim =>
                    new StatementDifference(claim.Claim, MissingThere, claim.Unit, claim.State, claim.Amount, null, null)))
                .OrderBy(difference => difference.Claim, StringComparer.Ordinal).ThenBy(difference => difference.Kind, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<StatementDifference> Of(List<StatementLine> lines, OurClaim? ours)
    {
        StatementDifference Said(string kind, StatementLine line) =>
            new(line.Claim, kind, ours?.Unit, ours?.State, ours?.Amount, line.State, line.Amount);
        if (ours is null) return [Said(MissingHere, lines[^1])];
        if (lines.Count > 1) return [Said(NamedTwice, lines[^1])];
        return [
            .. lines[0].State != ours.State ? [Said(OtherState, lines[0])] : (StatementDifference[])[],
            .. lines[0].Amount != ours.Amount ? [Said(OtherAmount, lines[0])] : (StatementDifference[])[],
        ];
    }
}

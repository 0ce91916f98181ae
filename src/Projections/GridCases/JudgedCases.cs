namespace SmartCity.Projections.GridCases;

/// <summary>
/// What a case is to each figure, by the names of <see cref="CaseRates"/>: the one SQL text of counts and lists, of now and
/// of past moments. <c>$1</c> is the moment, <c>$2</c> and <c>$3</c> bound the reports, <c>$4</c> is a unit or null.
/// </summary>
internal static class JudgedCases
{
    public const string Reports = "reports", Cases = "cases", Open = "open", Overdue = "overdue";

    /// <summary>
    /// A case stands under the unit that has it, and for the returns under each unit that sent it back as well. Whether its
    /// time has run out is what its due time says; where that stands still, what it said before.
    /// </summary>
    private const string Judged =
        """
        (
            select *, dispatched and resolved_at is not null disposed, a_case and archived_at is not null closed,
                dispatched and (resolved_at is not null or late) for_disposal, a_case and (archived_at is not null or late) for_closing,
                a_case and (response_met is not null or response_due_at < $1) for_response,
                a_case and solved is not null asked, a_case and (dispatched_at is not null or dispatch_due_at < $1) for_dispatch,
                a_case and (checked_in_time is not null or check_due_at < $1) for_check
            from (
                select *, filed and own a_case, filed and own and dispatched_at is not null dispatched,
                    filed and dispatched_at is not null had,
                    filed and own and coalesce(total_due_at < $1, total_met is false) late
                from (
                    select *, accepted_at is not null and closure is null filed from (
                        select *, unit of_unit, true own from {rows} known
                        where reported_at >= $2 and reported_at < $3
                        union all
                        select g.*, sender, false from {rows} g, unnest(g.returned_by) sender
                        where reported_at >= $2 and reported_at < $3 and sender is distinct from unit
                    ) every_unit
                    where $4::text is null or of_unit = $4
                ) filed_or_not
            ) counted
        ) judged
        """;

    /// <summary>The cases with what they are to each figure, out of a table of case rows.</summary>
    public static string Of(string rows) => Judged.Replace("{rows}", rows, StringComparison.Ordinal);

    /// <summary>Plain counts.</summary>
    public static IReadOnlyDictionary<string, string> Counts { get; } = new Dictionary<string, string>
    {
        [Reports] = "own",
        [Cases] = "a_case",
        [Open] = "a_case and archived_at is null",
        [Overdue] = "late and resolved_at is null and archived_at is null",
    };

    /// <summary>Rates by name: what is counted, and of what; both as of one unit, and as of all together.</summary>
    public static IReadOnlyDictionary<string, (string Counted, string Of)> Rates(bool ofUnit)
    {
        var (dispatched, returned) = ofUnit ? ("had", "had and of_unit = any(returned_by)") : ("dispatched", "dispatched and returns > 0");
        return new Dictionary<string, (string, string)>
        {
            ["effectiveReport"] = ("a_case", "own"),
            ["filingOnTime"] = ("a_case and filed_in_time", "a_case"),
            ["dispatchAccuracy"] = ($"{dispatched} and not ({returned})", dispatched),
            ["dispatchOnTime"] = ("dispatched and dispatched_in_time", "for_dispatch"),
            ["disposal"] = ("disposed", "for_disposal"),
            ["onTimeDisposal"] = ("disposed and disposed_in_time", "for_disposal"),
            ["overdueOpen"] = ("for_disposal and not disposed and late", "for_disposal"),
            ["extension"] = ("for_disposal and extensions > 0", "for_disposal"),
            ["checkOnTime"] = ("for_check and checked_in_time and coalesce(check_due_at >= $1, true)", "for_check"),
            ["closing"] = ("closed", "for_closing"),
            ["onTimeClosing"] = ("closed and total_met", "for_closing"),
            ["rework"] = ("for_closing and reworks > 0", "for_closing"),
            ["return"] = (returned, dispatched),
            ["reopening"] = ("a_case and reopenings > 0", "closed or (a_case and reopenings > 0)"),
            ["response"] = ("for_response and response_met", "for_response"),
            ["solved"] = ("asked and solved", "asked"),
            ["satisfied"] = ("asked and satisfied", "asked"),
        };
    }

    /// <summary>All figures by name: counts and rates.</summary>
    public static IEnumerable<string> Figures { get; } = [.. Counts.Keys, .. Rates(false).Keys];

    /// <summary>What is asked of a case that stands behind one of <see cref="Figures"/>.</summary>
    public static string Behind(string figure, bool counted, bool ofUnit) =>
        Counts.GetValueOrDefault(figure) is { } plain ? plain
        : Rates(ofUnit)[figure] is var rate && counted ? rate.Counted : rate.Of;
}

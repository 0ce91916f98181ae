using NodaTime;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>
/// The SQL of what a choice counts of a set within a period, as parts that add up: the counts of whole days as they were at a
/// mark; what began to stand since (and, with a minus, what ended); and one by one the rows of the days that the period cuts.
/// Exactly what counting all rows gives, at every moment.
/// </summary>
/// <remarks>
/// Columns: <c>day</c>, <see cref="DaySet.Divisions"/>, <c>n</c>, one for each figure of the set, and <c>plus</c> and <c>minus</c>, the values that came
/// and went as <see cref="DayValues"/> reads them.
/// </remarks>
internal sealed class DayParts : MatterSql
{
    private static readonly Offset Beijing = Offset.FromHours(8);
    private readonly DaySet _set;
    private readonly string _bright;

    public DayParts(Snapshot snapshot, DayMark? mark, MatterChoice choice, DaySet set, Instant from, Instant to)
    {
        _set = set;
        var asked = Asked(choice);
        _bright = choice.Light is { } light ? $" where light = {Add(light)}" : "";
        var (first, end) = (Day(from - Duration.Epsilon).PlusDays(1), Day(to));
        var rows = $"select *, 1 w from {SupervisedRow.Table.Rows(snapshot.Now)} known where ";
        Sql = mark is null || !set.Tells(choice) || first >= end
            ? $"({Parts(rows + Within(from, to) + asked)}) parts"
            : $"({Counted(mark, choice, first, end)} union all {Parts(
                rows + Within(from, Midnight(first)) + asked + " union all " + rows + Within(Midnight(end), to) + asked
                    + " union all " + Since(Add(mark.At), "$1", $"{Within(Midnight(first), Midnight(end))}{asked}"))}) parts";
    }

    /// <summary>Stands behind <c>from</c>.</summary>
    public string Sql { get; }

    /// <summary>
    /// What began to stand after one moment up to another, with the weight <c>w</c> of 1, and what ended, of -1. A plan that is made without
    /// knowing the moments still finds these few by their time and nothing else: that is what <c>offset 0</c> is for.
    /// </summary>
    public static string Since(string after, string to, string which) =>
        $"""
        select *, 1 w from (select * from read.supervised where since > {after} and since <= {to} offset 0) begun where {which}
        union all select *, -1 from (
            select * from read.supervised where until > {after} and until <= {to} and until < 'infinity' offset 0) ended where {which}
        """;

    /// <summary>The columns of the figures, each added up.</summary>
    public static string Sums(DaySet set) => string.Concat(set.Figures.Select(DaySet.Column).Select(column => $", coalesce(sum({column}), 0) {column}"));

    /// <summary>A row as a part.</summary>
    public static string Figures(DaySet set) => string.Concat(set.Figures.Select(figure =>
        $", case when {MatterFigures.All[figure].And} then w else 0 end {DaySet.Column(figure)}"));

    private string Parts(string weighted) =>
        $"""
        select {_set.Day} as day, kind, unit, stage, coalesce(town, '') town, light, w n{Figures(_set)},
            case when w > 0 then int4send({_set.Value}) end plus, case when w < 0 then int4send({_set.Value}) end minus
        from (select *, {Light} light from ({weighted}) weighted) lit{_bright}
        """;

    private string Counted(DayMark mark, MatterChoice choice, LocalDate first, LocalDate end)
    {
        var at = Add(mark.At);
        var stood = mark.Last
            ? "read.matter_days where until = 'infinity'"
            : $"(select * from read.matter_days where until = 'infinity' and since <= {at} union all select * from read.matter_days "
                + $"where until < 'infinity' and until > {at} and since <= {at}) stood where true";
        var asked = "";
        foreach (var (column, value) in new[]
            { ("kind", choice.Kind), ("unit", choice.Unit), ("stage", choice.Stage), ("town", choice.Town), ("light", choice.Light) })
            if (value is not null) asked += $" and {column} = {Add(value == MatterChoice.None ? "" : value)}";
        return $"select day, {string.Join(", ", DaySet.Divisions)}, n{string.Concat(_set.Figures.Select(f => ", " + DaySet.Column(f)))}, plus, minus "
            + $"from {stood} and day_of = '{_set.Name}' and day >= {Add(first)} and day < {Add(end)}{asked}";
    }

    private string Within(Instant from, Instant to) => $"{_set.Moment} >= {Add(from)} and {_set.Moment} < {Add(to)}";

    private static LocalDate Day(Instant at) => at.WithOffset(Beijing).Date;

    private static Instant Midnight(LocalDate day) => day.AtMidnight().WithOffset(Beijing).ToInstant();
}

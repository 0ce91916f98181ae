namespace SmartCity.Projections.Supervision;

/// <summary>
/// Matters of a day (日计数), the days told by one of their moments: what is counted of them ahead, in <c>read.matter_days</c>. A choice
/// that asks for nothing but the keys is answered from there; every other one from the rows themselves.
/// </summary>
/// <param name="Name">As the table names it.</param>
/// <param name="Moment">Column of <c>read.supervised</c>, whose day in Beijing it is.</param>
/// <param name="Keys">What days are divided by: columns, and <c>light</c>.</param>
/// <param name="Figures">Of <see cref="MatterFigures"/>; each has a column, see <see cref="Column"/>.</param>
/// <param name="Value">Whole number of a row of which there is a median: SQL of type <c>int</c>, null where a row has none.</param>
internal sealed record DaySet(string Name, string Moment, IReadOnlyList<string> Keys, IReadOnlyList<string> Figures, string Value)
{
    /// <summary>Values a working day, and values a minute.</summary>
    public const int PerWorkingDay = 10_000, PerMinute = 600;

    /// <summary>By the day of their opening; the value is the time to the first word, in tenths of a second.</summary>
    public static DaySet Opened { get; } = new(
        "opened", "opened_at", ["kind", "unit"],
        [MatterFigures.Returned, MatterFigures.Reworked, MatterFigures.Reopened, MatterFigures.Corrected, MatterFigures.Responded],
        "least(extract(epoch from responded_at - opened_at) * 10, 2147483647)::int");

    /// <summary>By the day of their end; the value is the working time, in ten-thousandths of a day.</summary>
    public static DaySet Finished { get; } = new(
        "finished", "finished_at", ["kind", "unit"],
        [MatterFigures.Promised, MatterFigures.OnTime, MatterFigures.Limited, MatterFigures.InLegalTime, MatterFigures.Rated,
            MatterFigures.Satisfied, MatterFigures.Bad],
        "(working_days * 10000)::int");

    /// <summary>By the day of their archiving, as a board shows them.</summary>
    public static DaySet Archived { get; } = new("archived", "archived_at", ["kind", "unit", "stage", "town", "light"], [], "null::int");

    public static IReadOnlyList<DaySet> All { get; } = [Opened, Finished, Archived];

    /// <summary>All keys of the table; those by which a set's days are not divided are empty in it.</summary>
    public static IReadOnlyList<string> Divisions { get; } = ["kind", "unit", "stage", "town", "light"];

    /// <summary>The day of a row; Beijing's time since 1991, in which no summer time has to be looked up for each row.</summary>
    public string Day => $"({Moment} at time zone interval '8 hours')::date";

    public static string Column(string figure) => figure.Replace('-', '_');

    /// <summary>Whether the counts of days can tell what a choice asks for.</summary>
    public bool Tells(MatterChoice choice) =>
        choice is { Item: null, Tile: null } && (Keys.Contains("stage") || choice is { Stage: null, Town: null, Light: null });
}

namespace SmartCity.Host.Shared.Imports;

/// <summary>How far an import is.</summary>
/// <param name="Lines">Lines read, the first one not counted.</param>
/// <param name="Matters">Matters opened.</param>
/// <param name="Extended">Matters of an earlier import that this one added something to.</param>
/// <param name="Events">Facts of the file recorded.</param>
/// <param name="Known">Matters in which nothing was new.</param>
internal sealed record ImportProgress(string Type, int Lines, int Matters, int Extended, int Events, int Known);

/// <summary>What came of it: the last line of the answer.</summary>
internal sealed record ImportSummary(
    string Type, int Lines, int Matters, int Extended, int Events, int Known, int ErrorCount,
    IReadOnlyList<ImportError> Errors);

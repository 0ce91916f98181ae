using System.Runtime.CompilerServices;
using NodaTime;
using SmartCity.Application.GridCases.Imports;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared.Imports;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.GridCases.Imports;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Imports;

/// <summary>Cases that other systems handled, over HTTP.</summary>
internal static class CaseImportEndpoint
{
    private static readonly ImportOf<PastCase> Cases = new(
        "import-grid-case",
        known => StreamIds.Of($"import-grid-case/{known.Source}/{known.SourceId}"),
        (matter, known) => matter is ImportedGridCase before && before.Knows(known),
        (known, id, number, matter, context) => ImportGridCaseHandler.Handle(new(id, number, known), matter, context),
        fact => fact is GridCaseImported or ImportedGridCaseUpdated or ImportedGridCaseArchived);

    public static Task<IResult> Import(
        HttpContext http, string source, BulkImport import, UnitDirectory units, CaseRulebook rules, IClock clock,
        CancellationToken stop)
    {
        var kinds = rules.Kinds.All.SelectMany(directory => directory.Kinds).Select(kind => kind.Code).ToHashSet();
        var reader = new CaseLine(source, units, kinds, clock.GetCurrentInstant());
        return import.Run(http, source, CaseColumns.All, lines => Read(lines, reader, stop), Cases, stop);
    }

    public static async Task<IResult> Figures(
        string source, CaseImportStatistics statistics, IClock clock, CancellationToken stop) =>
        await statistics.Of(source, clock.GetCurrentInstant(), stop) is { } figures
            ? Results.Ok(figures)
            : new LogUnknown().ToProblem();

    private static async IAsyncEnumerable<PastCase> Read(
        CsvLines lines, CaseLine reader, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var (line, values) in lines.Read(stop))
        {
            var (known, fault) = reader.Read(values);
            if (fault is not null) lines.Errors.Add(line, fault);
            if (known is not null) yield return known;
        }
    }
}

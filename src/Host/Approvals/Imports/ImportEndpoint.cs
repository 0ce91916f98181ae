using NodaTime;
using SmartCity.Application.Approvals;
using SmartCity.Domain.Approvals;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared.Imports;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>Imported applications over HTTP.</summary>
internal static class ImportEndpoint
{
    private static readonly ImportOf<ImportTrace> Approvals = new(
        "import-approval",
        trace => StreamIds.Of($"import/{trace.Case.Source}/{trace.Case.CaseId}"),
        (known, trace) => known is ImportedApproval before && before.Knows(trace.Case, trace.Steps),
        (trace, id, number, matter, context) =>
            ImportApprovalHandler.Handle(new(id, number, trace.Case, trace.Steps), matter, context),
        fact => fact is ApprovalStepImported);

    public static Task<IResult> Import(
        HttpContext http, string source, BulkImport import, IClock clock, CancellationToken stop) =>
        import.Run(
            http, source, ImportColumns.All, lines => new ImportFile(lines, source, clock.GetCurrentInstant()).Traces(stop),
            Approvals, stop);

    public static async Task<IResult> Figures(
        string source, ImportStatistics statistics, IClock clock, CancellationToken stop) =>
        await statistics.Of(source, clock.GetCurrentInstant(), stop) is { } figures
            ? Results.Ok(figures)
            : new LogUnknown().ToProblem();
}

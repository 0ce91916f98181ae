using System.Runtime.CompilerServices;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Host.Shared.Imports;

namespace SmartCity.Host.Approvals.Imports;

/// <summary>The lines of one case that stand together in the file.</summary>
internal sealed record ImportTrace(ImportedCase Case, int Line, List<ImportedStep> Steps);

/// <summary>
/// Reads a file trace by trace. It holds one trace at a time: lines of one case should stand together; where they do
/// not, the later ones are added to the matter that the earlier ones opened.
/// </summary>
internal sealed class ImportFile(CsvLines lines, string source, Instant now)
{
    /// <summary>A longer trace goes in piece by piece.</summary>
    private const int MostSteps = 2000;

    private readonly Dictionary<string, int> _linesOfSteps = [];

    public async IAsyncEnumerable<ImportTrace> Traces([EnumeratorCancellation] CancellationToken stop)
    {
        ImportTrace? trace = null;
        await foreach (var (line, values) in lines.Read(stop))
        {
            var (read, fault) = ImportLine.Read(values, source, now);
            if (fault is not null) lines.Errors.Add(line, fault);
            if (read is null) continue;

            if (trace is not null && (trace.Case.CaseId != read.Case.CaseId || trace.Steps.Count == MostSteps))
            {
                yield return trace;
                trace = null;
            }
            if (trace is null)
            {
                trace = new(read.Case, line, []);
                _linesOfSteps.Clear();
            }
            Add(trace, read, line);
        }
        if (trace is not null) yield return trace;
    }

    private void Add(ImportTrace trace, ImportLine read, int line)
    {
        if (read.Case != trace.Case)
            lines.Errors.Add(line, LineFault.CaseDiffers(trace.Line, Differences(read.Case, trace.Case)));
        else if (_linesOfSteps.TryAdd(read.Step.Instance, line)) trace.Steps.Add(read.Step);
        else lines.Errors.Add(line, LineFault.Repeated(_linesOfSteps[read.Step.Instance]));
    }

    private static string Differences(ImportedCase a, ImportedCase b) =>
        string.Join(", ", new (string Name, bool Differs)[]
    {
        ("channel", a.Channel != b.Channel), ("department", a.Department != b.Department),
        ("group", a.Group != b.Group),
        ("responsible", a.Responsible != b.Responsible), ("startedAt", a.StartedAt != b.StartedAt),
        ("plannedAt", a.PlannedAt != b.PlannedAt), ("deadlineAt", a.DeadlineAt != b.DeadlineAt),
        ("endedAt", a.EndedAt != b.EndedAt),
    }.Where(field => field.Differs).Select(field => field.Name));
}

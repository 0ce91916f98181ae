using System.Text.Json;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Process;

namespace SmartCity.Application.GridCases.Imports;

/// <summary>Imported cases (历史案件) as the shared commands see them: nothing is left to do in them.</summary>
public sealed class ImportedGridCaseKind : IMatterKind
{
    public string Kind => ImportedGridCase.MatterKind;

    public Matter? Evolve(Matter? state, Recorded e) =>
        state is null or ImportedGridCase ? ImportedGridCase.Evolve((ImportedGridCase?)state, e) : null;

    public Decision Complete(Matter matter, WorkItem item, string outcome, JsonElement form, StepContext context) =>
        new MatterNotRunning();

    public Decision Serve(Matter matter, string service, StepContext context) => new MatterNotRunning();

    /// <summary>What is past is not done again.</summary>
    public bool MayReopen(WorkItem item) => false;

    public ProcessFacts Facts(Matter matter) => ProcessFacts.None;
}

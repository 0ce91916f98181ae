using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases.Imports;
using SmartCity.Domain.Shared;

namespace SmartCity.Application.GridCases.Imports;

/// <summary>Takes over one case of another system.</summary>
public static class ImportGridCaseHandler
{
    public static Decision Handle(ImportGridCase command, Matter? matter, StepContext context) => matter switch
    {
        null or ImportedGridCase => GridCaseImportDecider.Decide(command, (ImportedGridCase?)matter, context),
        _ => new MatterNotFound(),
    };
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations.Catalogue;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Violations;
using SmartCity.Workflows;

namespace SmartCity.Host.Violations;

/// <summary>Kinds of violations over HTTP: those in force, and the publication of a version.</summary>
internal static class OffenceKindEndpoints
{
    public static void MapOffenceKinds(this IEndpointRouteBuilder api)
    {
        var kinds = api.MapGroup("/violation-kinds").WithTags("Catalogue");
        kinds.MapGet("", (OffenceKinds known, IClock clock) =>
                Results.Ok(new { Items = known.InForce(clock.GetCurrentInstant()), NextCursor = (string?)null }))
            .RequireAuthorization(Rights.ReadCatalogue).WithSummary("Kinds of violations in force today");
        kinds.MapGet("/{code}", Find).RequireAuthorization(Rights.ReadCatalogue).WithSummary("One kind of violation")
            .Produces<OffenceKind>();
        kinds.MapPost("", Publish).RequireAuthorization(Rights.Administer)
            .WithSummary("Publish a version of a kind of violation").Accepts<OffenceKind>("application/json").Produces(200);
    }

    private static IResult Find(string code, OffenceKinds kinds, IClock clock) =>
        kinds.Find(code, clock.GetCurrentInstant()) is { } found ? Results.Ok(found) : Problem.OfStatus(404).ToResult();

    /// <summary>The body is a kind's file, with every name in both languages; the same version again changes nothing.</summary>
    private static async Task<IResult> Publish(
        HttpContext http, OffenceKinds kinds, UnitDirectory units, ProcessRegistry processes, CancellationToken stop)
    {
        using var reader = new StreamReader(http.Request.Body);
        var kind = Parse(await reader.ReadToEndAsync(stop));
        if (OffenceKindFiles.Unknown(kind, units, processes) is { } unknown)
            return new OffenceKindFieldInvalid(kind.Code, unknown).ToProblem();
        return (await kinds.Publish(kind, http.Actor(), stop)).Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Ok(new { kind.Code, kind.Version });
    }

    private static OffenceKind Parse(string json)
    {
        try
        {
            return RulesFile.Parse<OffenceKind>(json);
        }
        catch (FormatException e)
        {
            throw new RequestRefused(400, "request.malformed", $"文件无法识别：{e.Message}", e.Message);
        }
    }
}

/// <summary>The kinds of violations under <c>catalog/violations/kinds</c>.</summary>
internal sealed class OffenceKindFiles(OffenceKinds kinds, UnitDirectory units, ProcessRegistry processes) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        var files = Directory.EnumerateFiles(Path.Combine(folder, "violations", "kinds"), "*.json");
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            var kind = Parse(file);
            if (Unknown(kind, units, processes) is { } unknown)
                throw CatalogueFiles.Refused(file, $"{unknown} names what there is not");
            if ((await kinds.Publish(kind, Actor.System, stop)).Refusal is { } refusal)
                throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
        }
    }

    /// <summary>The field that names a unit or a process that there is not, or null.</summary>
    public static string? Unknown(OffenceKind kind, UnitDirectory units, ProcessRegistry processes) =>
        !units.Handles(kind.LeadUnit) ? "leadUnit"
        : kind.JointUnits.Any(unit => !units.Handles(unit)) ? "jointUnits"
        : processes.Latest(kind.Process) is null ? "process"
        : null;

    private static OffenceKind Parse(string file)
    {
        try
        {
            return RulesFile.Parse<OffenceKind>(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}

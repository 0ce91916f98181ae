using NodaTime;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Referrals.Catalogue;
using SmartCity.Workflows;

namespace SmartCity.Host.Referrals;

/// <summary>Who may refer to whom, as a client chooses from it.</summary>
/// <param name="Departments">Those of the receiver, by whose codes a referral asks for one.</param>
internal sealed record ReferralRelationView(
    string Direction, string FromInstitution, LocalizedText FromName, string ToInstitution, LocalizedText ToName,
    IReadOnlyList<ReferralDepartment> Departments);

/// <summary>The referral rules over HTTP: who may refer to whom today, and the publication of a version.</summary>
internal static class ReferralRuleEndpoints
{
    public static void MapReferralRules(this IEndpointRouteBuilder api)
    {
        api.MapGet("/referral-relations", List).RequireAuthorization(Rights.ReadCatalogue).WithTags("Catalogue")
            .WithSummary("Who may refer to whom today, with the departments of the receiver");
        api.MapGet("/referral-rules", (ReferralRulebook rules, IClock clock) =>
                rules.InForce(clock.GetCurrentInstant()) is { } inForce ? Results.Ok(inForce) : Problem.OfStatus(404).ToResult())
            .RequireAuthorization(Rights.ReadCatalogue).WithTags("Catalogue").WithSummary("The referral rules in force")
            .Produces<ReferralRules>();
        api.MapPost("/referral-rules", Publish).RequireAuthorization(Rights.Administer).WithTags("Catalogue")
            .WithSummary("Publish a version of the referral rules").Accepts<ReferralRules>("application/json").Produces(200);
    }

    /// <summary>The pairs that the relations allow on the day, in the order of their codes.</summary>
    internal static IEnumerable<ReferralRelationView> Of(ReferralRules rules, LocalDate day, UnitDirectory units) =>
        from direction in Domain.Referrals.ReferralDirections.All
        from sender in rules.Institutions
        from receiver in rules.Institutions
        where sender.Code != receiver.Code && rules.Allows(direction, sender, receiver, day)
        select new ReferralRelationView(
            direction, sender.Code, units.Name(sender.Code), receiver.Code, units.Name(receiver.Code), receiver.Departments);

    private static IResult List(
        ReferralRulebook rules, UnitDirectory units, IClock clock, string? direction, string? from)
    {
        var now = clock.GetCurrentInstant();
        var day = now.InZone(SmartCity.Domain.Shared.Clocks.WorkingCalendar.Zone).Date;
        var relations = rules.InForce(now) is { } inForce ? Of(inForce, day, units) : [];
        return Results.Ok(new
        {
            Items = relations.Where(r => (direction ?? r.Direction) == r.Direction && (from ?? r.FromInstitution) == r.FromInstitution),
            NextCursor = (string?)null,
        });
    }

    /// <summary>The body is a rules file, with every name in both languages; the same version again changes nothing.</summary>
    private static async Task<IResult> Publish(
        HttpContext http, ReferralRulePublications rules, UnitDirectory units, ProcessRegistry processes, CancellationToken stop)
    {
        using var reader = new StreamReader(http.Request.Body);
        var given = Parse(await reader.ReadToEndAsync(stop));
        if (ReferralRuleFiles.Unknown(given, units, processes) is { } unknown)
            return new ReferralRulesFieldInvalid(unknown).ToProblem();
        return (await rules.Publish(given, http.Actor(), stop)).Refusal is { } refusal
            ? refusal.ToProblem()
            : Results.Ok(new { given.Version });
    }

    private static ReferralRules Parse(string json)
    {
        try
        {
            return RulesFile.Parse<ReferralRules>(json);
        }
        catch (FormatException e)
        {
            throw new RequestRefused(400, "request.malformed", $"文件无法识别：{e.Message}", e.Message);
        }
    }
}

/// <summary>The referral rules under <c>catalog/referrals</c>, in the order of their versions.</summary>
internal sealed class ReferralRuleFiles(
    ReferralRulePublications rules, UnitDirectory units, ProcessRegistry processes) : ICatalogueSource
{
    public async Task Publish(string folder, CancellationToken stop)
    {
        var files = Directory.EnumerateFiles(Path.Combine(folder, "referrals"), "rules.v*.json")
            .Select(file => (File: file, Rules: Parse(file)));
        foreach (var (file, given) in files.OrderBy(f => f.Rules.Version))
        {
            if (Unknown(given, units, processes) is { } unknown)
                throw CatalogueFiles.Refused(file, $"{unknown} names what there is not");
            if ((await rules.Publish(given, Actor.System, stop)).Refusal is { } refusal)
                throw CatalogueFiles.Refused(file, refusal.Sentence.ToString());
        }
    }

    /// <summary>The field that names a unit or a process that there is not, or null.</summary>
    public static string? Unknown(ReferralRules rules, UnitDirectory units, ProcessRegistry processes) =>
        rules.Institutions.FirstOrDefault(i => units.Find(i.Code)?.Kind != i.Kind) is { } institution
            ? $"institutions.{institution.Code}"
            : rules.Processes.FirstOrDefault(p => processes.Latest(p.Value) is null) is { Key: { } direction }
                ? $"processes.{direction}"
                : null;

    private static ReferralRules Parse(string file)
    {
        try
        {
            return RulesFile.Parse<ReferralRules>(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw CatalogueFiles.Refused(file, e.Message);
        }
    }
}

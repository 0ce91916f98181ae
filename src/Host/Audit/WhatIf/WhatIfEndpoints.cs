using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Approvals;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>What the past is to be decided anew with, and which part of it.</summary>
/// <param name="Rule">A changed rule; <c>kind</c> says of which kind (<see cref="WhatIfRule.Kinds"/>).</param>
/// <param name="From">A day or a time: matters that were opened, went wrong or were measured from then on.</param>
/// <param name="To">A day, which is within the period, or a time, which is not.</param>
internal sealed record WhatIfBody(JsonElement Rule, string From, string To);

/// <summary>What-if (假设推演) over HTTP: a question, not a command; nothing is stored.</summary>
internal static class WhatIfEndpoints
{
    public static void MapWhatIf(this IEndpointRouteBuilder api) =>
        api.MapPost("/audit/what-if", Ask).RequireAuthorization(Rights.Audit).WithTags("Audit")
            .WithSummary("Decide the past anew under a changed rule, and tell what would have come out differently; nothing changes")
            .Produces<WhatIfAnswer>();

    private static async Task<IResult> Ask(
        WhatIfBody body, HttpContext http, WhatIfRuns runs, AuditReads reads, ItemCatalogue items, UnitDirectory units, IClock clock, CancellationToken stop)
    {
        var (from, to) = QueryTimes.Period(body.From, body.To);
        var today = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
        try
        {
            var (rule, refusal) = WhatIfRules.Read(body.Rule, code => items.Find(code, today), units.Handles);
            if (rule is null) return refusal!.ToProblem();
            await reads.Note(http.Actor(), $"what-if {body.Rule.GetRawText()}", null, null, null, stop);
            return Results.Ok(await runs.Run(rule, from!.Value, to!.Value, stop));
        }
        catch (FormatException e)
        {
            throw new RequestRefused(400, "what-if.malformed", $"假设规则无法识别：{e.Message}", e.Message);
        }
    }
}

using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Audit.WhatIf;

/// <summary>What the past is to be decided anew with, and which part of it.</summary>
/// <param name="Rule">A changed rule; <c>kind</c> says of which kind, where its fields do not.</param>
/// <param name="From">A day or a time: matters that were opened, went wrong or were measured from then on.</param>
/// <param name="To">A day, which is within the period, or a time, which is not.</param>
internal sealed record WhatIfBody(JsonElement Rule, string From, string To);

/// <summary>What-if (假设推演) over HTTP: a question, not a command; nothing is stored but that it was asked.</summary>
internal static class WhatIfEndpoints
{
    public static void MapWhatIf(this IEndpointRouteBuilder api) =>
        api.MapPost("/audit/what-if", Ask).RequireAuthorization(Rights.Audit).WithTags("Audit")
            .WithSummary("Decide the past anew under a changed rule, and tell what would have come out differently; nothing changes")
            .Produces<WhatIfAnswer>();

    private static async Task<IResult> Ask(
        WhatIfBody body, HttpContext http, IEnumerable<IAnswersWhatIf> sorts, AuditReads reads, IClock clock, CancellationToken stop)
    {
        var (from, to) = QueryTimes.Period(body.From, body.To);
        try
        {
            var (run, refusal) = Find(body.Rule, [.. sorts]);
            if (run is null) return refusal!.ToProblem();
            await reads.Note(http.Actor(), $"what-if {body.Rule.GetRawText()}", null, null, null, stop);
            var (period, count) = (new WhatIfPeriod(from!.Value, to!.Value, clock.GetCurrentInstant()), new WhatIfCount());
            await run(period, count, stop);
            return Results.Ok(count.Answer(period));
        }
        catch (FormatException e)
        {
            throw new RequestRefused(400, "what-if.malformed", $"假设规则无法识别：{e.Message}", e.Message);
        }
    }

    private static (WhatIfRun? Run, Refusal? Refusal) Find(JsonElement rule, IReadOnlyList<IAnswersWhatIf> sorts)
    {
        if (rule.ValueKind != JsonValueKind.Object) throw new FormatException("rule must be an object.");
        var word = rule.TryGetProperty("kind", out var kind) ? kind.ToString() : null;
        var known = sorts.Where(sort => word is null ? sort.Fields.Any(field => rule.TryGetProperty(field, out _)) : sort.Kind == word).ToList();
        if (known.Count == 0) return (null, new WhatIfKindUnknown(word ?? "", [.. sorts.Select(sort => sort.Kind).Distinct()]));
        if (known[0].Tables.Count == 0) return known[0].Read(rule);
        var code = rule.TryGetProperty("table", out var table) && table.ValueKind == JsonValueKind.Object && table.TryGetProperty("code", out var named)
            ? named.ToString()
            : throw new FormatException("rule.table.code is missing.");
        return known.Find(sort => sort.Tables.Contains(code))?.Read(rule)
            ?? (null, new WhatIfTableUnsupported(code, [.. known.SelectMany(sort => sort.Tables)]));
    }
}

internal sealed record WhatIfKindUnknown(string Word, IReadOnlyList<string> Known) : Refusal(RefusalKind.Invalid, "what-if.unknown-kind", new(
    $"没有“{Word}”这类规则；可用：{string.Join("、", Known)}。", $"There is no kind of rule '{Word}'; known are {string.Join(", ", Known)}."));

internal sealed record WhatIfTableUnsupported(string Table, IReadOnlyList<string> Known) : Refusal(
    RefusalKind.Invalid, "what-if.unsupported-table", new(
        $"不能用决策表 {Table} 重新推演；可用：{string.Join("、", Known)}。",
        $"The past cannot be decided anew with the decision table {Table}; it can with {string.Join(", ", Known)}."));

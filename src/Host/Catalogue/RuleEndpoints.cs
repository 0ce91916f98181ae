using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Catalogue;

/// <summary>One version of a table in the list of its versions.</summary>
internal sealed record TableVersion(int Version, LocalDate ValidFrom, LocalDate? ValidTo, int Rules, bool InForce)
{
    public static TableVersion Of(DecisionTable table, DecisionTable? inForce) =>
        new(table.Version, table.ValidFrom, table.ValidTo, table.Rules.Count, table.Version == inForce?.Version);
}

/// <summary>A table of rules: its versions, and one of them whole, in the form in which it is published.</summary>
internal sealed record TableView(
    string Code, LocalizedText Name, int? InForce, IReadOnlyList<TableVersion> Versions, JsonElement Table)
{
    public static TableView Of(DecisionTableHistory history, DecisionTable shown, LocalDate today)
    {
        var inForce = history.InForce(today);
        using var table = JsonDocument.Parse(CatalogueJson.Write(shown));
        return new(
            history.Code, shown.Name, inForce?.Version, [.. history.Versions.Select(version => TableVersion.Of(version, inForce))],
            table.RootElement.Clone());
    }
}

/// <summary>The published decision tables: what is in force, what was, and the publication of a version.</summary>
internal static class RuleEndpoints
{
    public static void MapRules(this IEndpointRouteBuilder api)
    {
        var rules = api.MapGroup("/rules").WithTags("Catalogue");
        rules.MapGet("", List).RequireAuthorization(Rights.ReadCatalogue).WithSummary("Every table of rules");
        rules.MapGet("/{table}", Find).RequireAuthorization(Rights.ReadCatalogue).Produces<TableView>()
            .WithSummary("The version in force, or the one asked for, and the list of versions");
        rules.MapPost("/{table}", Publish).RequireAuthorization(Rights.Administer)
            .Accepts<DecisionTable>("application/json").Produces<TableView>().Produces<TableView>(201)
            .WithSummary("Publish the next version; one with a gap or an overlap is refused with the case that shows it");
    }

    private static IResult List(PublishedTables tables, IClock clock)
    {
        var today = Today(clock);
        return Results.Ok(new
        {
            Items = tables.Current.Tables.Values.Select(table => new
            {
                table.Code, (table.InForce(today) ?? table.Versions[^1]).Name, InForce = table.InForce(today)?.Version,
                Versions = table.Versions.Count,
            }),
            NextCursor = (string?)null,
        });
    }

    private static IResult Find(string table, int? version, PublishedTables tables, IClock clock)
    {
        if (tables.Current.Tables.GetValueOrDefault(table) is not { } history) return new TableUnknown(table).ToProblem();
        var shown = version is null ? history.InForce(Today(clock)) ?? history.Versions[^1] : history.Versions.Find(v => v.Version == version);
        return shown is null
            ? new TableUnknown($"{table}@{version}").ToProblem()
            : Results.Ok(TableView.Of(history, shown, Today(clock)));
    }

    private static async Task<IResult> Publish(
        string table, HttpContext http, PublishedTables tables, IClock clock, CancellationToken stop)
    {
        if (!tables.Codes.Contains(table)) return new TableUnknown(table).ToProblem();
        var (given, malformed) = await CatalogueBody.Read<DecisionTable>(http, stop);
        if (given is null) return malformed!.ToResult();
        if (given.Code != table) return new TableNotAsAsked(given.Key, "code").ToProblem();
        var decision = await tables.Publish(given, http.Actor(), stop);
        if (decision.Refusal is { } refusal) return refusal.ToProblem();
        var view = TableView.Of(tables.Current.Tables[table], given, Today(clock));
        return decision.Events.Count == 0
            ? Results.Ok(view)
            : Results.Created($"/api/v1/rules/{table}?version={given.Version}", view);
    }

    private static LocalDate Today(IClock clock) => clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
}

/// <summary>A body in the form of a file of the catalogue.</summary>
internal static class CatalogueBody
{
    /// <summary>What was sent, or why it cannot be read.</summary>
    public static async Task<(T? Content, Problem? Malformed)> Read<T>(HttpContext http, CancellationToken stop) where T : class
    {
        using var reader = new StreamReader(http.Request.Body);
        try
        {
            return (CatalogueJson.Parse<T>(await reader.ReadToEndAsync(stop)), null);
        }
        catch (FormatException e)
        {
            return (null, new Problem(400, "catalogue.malformed", new($"内容不是目录文件的格式：{e.Message}", e.Message)));
        }
    }
}

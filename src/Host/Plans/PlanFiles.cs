using System.Diagnostics;
using NodaTime;
using Npgsql;
using SmartCity.Application.Plans;
using SmartCity.Application.Shared;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Projections.Shared;
using SmartCity.Workflows;

namespace SmartCity.Host.Plans;

/// <summary>
/// The action plans under <c>catalog/plan</c>: each row becomes a matter once, all of a plan in one transaction. A folder
/// without a plan publishes none.
/// </summary>
internal sealed partial class PlanFiles(
    PlanBook book, GroupCommit ledger, NpgsqlDataSource source, ProcessRegistry processes, MatterProgress progress, IClock clock,
    ILogger<PlanFiles> log)
    : ICatalogueSource
{
    /// <summary>The series that the numbers of initiatives come from.</summary>
    public const string NumberPrefix = "DX-PL";

    public async Task Publish(string folder, CancellationToken stop)
    {
        if (book.Plan is not { } plan) return;
        var rows = plan.Initiatives.Select((row, i) => (Id: book.IdOf(row.Number), Row: row, Position: i + 1)).ToList();
        var ids = rows.Select(row => row.Id).ToArray();
        var known = await Known(ids, stop);
        var fresh = rows.Where(row => !known.Contains(row.Id)).ToList();
        if (fresh.Count == 0) return;

        var begun = Stopwatch.GetTimestamp();
        var at = WorkingCalendar.Zone.AtStartOfDay(plan.PublishedOn).ToInstant();
        var process = processes.Latest(InitiativeProcess.Definition)!.Key;
        IReadOnlyList<Decision> Decide(IReadOnlyList<Matter?> states, StepContext context, IReadOnlyList<string> numbers) =>
            [.. fresh.Select((row, i) => InitiativeHandlers.Handle(
                Command(plan, row.Id, row.Row, row.Position, numbers[i], at), states[i], process, context, progress))];
        var result = await ledger.Execute(new(
            fresh[0].Id, "publish-initiatives", Actor.System, (_, _, _) => Decision.Nothing, _ => new(200, "{}"))
        {
            NumberPrefix = NumberPrefix,
            OccurredAt = at,
            CausationId = "plan/" + plan.Code,
            Besides = new([.. fresh.Skip(1).Select(row => row.Id)], NumberPrefix, Decide),
        });
        if (result.Refusal is { } refusal) throw CatalogueFiles.Refused(PlanBook.File, refusal.Sentence.ToString());
        LogPublished(fresh.Count, plan.Document, (long)Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
    }

    /// <summary>Those of the streams that are there already.</summary>
    private async Task<HashSet<Guid>> Known(Guid[] ids, CancellationToken stop)
    {
        await using var query = source.CreateCommand("select id from ledger.mt_streams where id = any($1)");
        query.Parameters.Add(new() { Value = ids });
        await using var row = await query.ExecuteReaderAsync(stop);
        var known = new HashSet<Guid>();
        while (await row.ReadAsync(stop)) known.Add(row.GetGuid(0));
        return known;
    }

    private PublishInitiative Command(
        ActionPlan plan, Guid id, PlannedInitiative row, int position, string number, Instant at)
    {
        var (lead, support) = (book.Parties(row.Lead, row.Number), book.Parties(row.Support, row.Number));
        var office = book.Parties([plan.Office], row.Number)[0].Units[0];
        var leads = lead.SelectMany(party => party.Units).Distinct().ToList();
        return new(
            id, number, plan.Code, plan.Document, position, row, lead, support, leads.Count == 1 ? leads[0] : office, office, at,
            clock.GetCurrentInstant());
    }

    [LoggerMessage(LogLevel.Information, "{Count} initiatives of {Document} are published, in {Milliseconds} ms.")]
    private partial void LogPublished(int count, string document, long milliseconds);
}

using NodaTime;
using SmartCity.Application.Referrals.Settlements;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Settlements;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>What came of an answer of the payer.</summary>
/// <param name="Effect">One of <see cref="AnswerEffects"/>, or <c>unknown-claim</c>.</param>
internal sealed record AnswerTaken(string Claim, string Status, string Effect);

/// <summary>The comparison of one day.</summary>
/// <param name="UnknownAnswers">Answers of that day to claims that there are not; for those who see the whole district.</param>
internal sealed record ReconciliationView(
    string Payer, LocalDate Day, string Number, string Status, Instant? ReconciledAt, int Lines, int Statements,
    IReadOnlyList<StatementDifference> Differences, IReadOnlyList<UnknownAnswer> UnknownAnswers);

/// <summary>What the payer's system sends, and the comparison of its statements (<c>docs/protocols/payer.md</c>).</summary>
internal static class PayerEndpoints
{
    internal const string DayPrefix = "DX-SD";
    private const string UnknownClaim = "unknown-claim";

    public static void MapPayer(this IEndpointRouteBuilder settlements)
    {
        settlements.MapPost("/answers", Answer).RequireAuthorization(Rights.AnswerClaims).WithSummary("The payer says something of a claim")
            .Accepts<PayerAnswerBody>("application/json").Produces<AnswerTaken>();
        settlements.MapPost("/statements/{day}", Reconcile).RequireAuthorization(Rights.AnswerClaims)
            .WithSummary("The payer's statement of a day, as JSON or CSV, is compared with what is known here").Produces<ReconciliationView>();
        settlements.MapGet("/reconciliations/{day}", Read).RequireAuthorization(Rights.ReadSettlements)
            .WithSummary("The comparison of a day with every difference").Produces<ReconciliationView>();
    }

    private static async Task<IResult> Answer(
        HttpContext http, CommandDesk desk, SettlementList list, Payers payers, IClock clock)
    {
        var peeked = await Bodies.Peek<PayerAnswerBody>(http);
        var payer = payers.Code(peeked?.Payer);
        if (!http.Actor().IsSystemOf(payer)) return new PayerNotYours(payer).ToProblem();
        if (peeked is { Claim: { } claim } && await list.Find(payer, claim, http.RequestAborted) is { } found)
            return await desk.Run<PayerAnswerBody>(http, "record-payer-answer", found.Id, (body, _, matter, context, _) =>
                SettlementHandlers.Handle(
                    new RecordPayerAnswer(found.Id, body.MessageId, body.State, body.Amount, body.Reason), matter, context),
                matter => JsonAnswer.Of(
                    200, new AnswerTaken(matter.Number, matter.Status, ((Settlement)matter).Answers[^1].Effect), matter.Version));
        var day = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
        var id = DayId(payer, day);
        return await desk.Run<PayerAnswerBody>(http, "note-unknown-claim", id, (body, _, matter, _, number) =>
            payers.Knows(payer)
                ? SettlementHandlers.Handle(
                    new NoteUnknownClaim(id, number, payer, day, body.MessageId, body.Claim, body.State, body.Amount), matter)
                : PayerUnknown.Of(payer),
            matter => JsonAnswer.Of(200, new AnswerTaken(peeked?.Claim ?? "", matter.Status, UnknownClaim), matter.Version), DayPrefix);
    }

    private static async Task<IResult> Reconcile(
        string day, string? payer, HttpContext http, StatementDesk statements, Payers payers, GroupCommit ledger)
    {
        var (code, of) = (payers.Code(payer), QueryTimes.Day("day", day)!.Value);
        if (!payers.Knows(code)) return PayerUnknown.Of(code).ToProblem();
        if (!http.Actor().IsSystemOf(code)) return new PayerNotYours(code).ToProblem();
        var (lines, hash) = await Statement.Read(http);
        var ours = await statements.Ours(code, of, lines, http.RequestAborted);
        var id = DayId(code, of);
        var result = await ledger.Execute(new(
            id, "reconcile-statement", http.Actor(), (matter, context, number) => SettlementHandlers.Handle(
                new ReconcileStatement(id, number, code, of, hash, lines, ours), matter, context),
            matter => JsonAnswer.Of(200, View((SettlementDay)matter, null), matter.Version))
        {
            NumberPrefix = DayPrefix,
            CorrelationId = http.TraceIdentifier,
        });
        return result.Refusal is { } refusal ? refusal.ToProblem() : new JsonAnswer(result.Answer!);
    }

    private static async Task<IResult> Read(
        string day, string? payer, HttpContext http, MatterReader reader, Payers payers, CancellationToken stop) =>
        await reader.Find(DayId(payers.Code(payer), QueryTimes.Day("day", day)!.Value), null, null, stop) is SettlementDay found
            ? Results.Ok(View(found, Sight.SeesAll(http.Actor()) ? null : http.Actor().Unit))
            : new StatementNotFound().ToProblem();

    /// <param name="unit">The institution whose claims are shown; null for all.</param>
    private static ReconciliationView View(SettlementDay day, string? unit) => new(
        day.Payer, day.Day, day.Number, day.Status, day.ReconciledAt, day.Statement?.Lines ?? 0, day.Statements,
        [.. (day.Statement?.Differences ?? []).Where(difference => unit is null || difference.Unit == unit)],
        unit is null ? day.Unknown : []);

    internal static Guid DayId(string payer, LocalDate day) => StreamIds.Of($"settlement-day/{payer}/{day:uuuu-MM-dd}");
}

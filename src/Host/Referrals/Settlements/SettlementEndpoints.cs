using NodaTime;
using SmartCity.Application.Referrals.Settlements;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Settlements;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>What a claim is answered with.</summary>
internal sealed record SettlementOpened(Guid Id, string Number, decimal Amount, string Status)
{
    public static Projections.Shared.Answer Of(Matter matter) => matter is Settlement claim
        ? JsonAnswer.Of(
            201, new SettlementOpened(claim.Id, claim.Number, claim.Amount, claim.Status), claim.Version, $"/api/v1/settlements/{claim.Id}")
        : throw new InvalidOperationException("No settlement was opened.");
}

/// <summary>One settlement with everything that was said of it.</summary>
/// <param name="Message">Where the claim's message is: <c>waiting</c>, <c>sent</c> or <c>failed</c>.</param>
internal sealed record SettlementView(
    Guid Id, string Number, string Status, string Payer, string Unit, Guid SubjectId, string SubjectNumber, decimal Amount,
    decimal? Settled, long Version, Instant SubmittedAt, string? Message, int Attempts, string? LastError,
    IReadOnlyList<RecordedAnswer> Answers);

/// <summary>Settlements of institutions over HTTP: claim, read, settle a dispute.</summary>
internal static class SettlementEndpoints
{
    private const string NumberPrefix = "DX-ST";

    public static void MapSettlements(this IEndpointRouteBuilder api)
    {
        var settlements = api.MapGroup("/settlements").WithTags("Referrals");
        settlements.MapPost("", Submit).RequireAuthorization(Rights.SettleAccounts)
            .WithSummary("Claim the cost of a finished referral or consultation from the payer")
            .Accepts<SubmitSettlementBody>("application/json").Produces<SettlementOpened>(201);
        settlements.MapGet("", List).RequireAuthorization(Rights.ReadSettlements).WithSummary("Settlements, the newest first");
        settlements.MapGet("/{id:guid}", Show).RequireAuthorization(Rights.ReadSettlements)
            .WithSummary("One settlement with everything that the payer said").Produces<SettlementView>();
        settlements.MapPost("/{id:guid}/resolution", Resolve).RequireAuthorization(Rights.SettleAccounts)
            .WithSummary("Settle what is disputed").Accepts<ResolveDisputeBody>("application/json").Produces<SettlementOpened>();
        settlements.MapPayer();
    }

    private static async Task<IResult> Submit(HttpContext http, CommandDesk desk, MatterDesk matters, Payers payers, IClock clock)
    {
        if (await Bodies.Peek<SubmitSettlementBody>(http) is not { } peeked)
            return await desk.Run<SubmitSettlementBody>(
                http, "submit-settlement", default, (_, _, _, _, _) => new SettlementSubjectNotFound(), SettlementOpened.Of);
        var code = payers.Code(peeked.Payer);
        var subject = await matters.Visible(http.Actor(), peeked.SubjectId, http.RequestAborted);
        var id = SettlementList.IdOf(peeked.SubjectId, code);
        return await desk.Run<SubmitSettlementBody>(
            http, "submit-settlement", id, (body, _, matter, context, number) => Patient(subject) is not { } patient
                ? new SettlementSubjectNotFound()
                : SettlementHandlers.Handle(
                    new SubmitSettlement(
                        id, number, code, payers.On(code, clock.GetCurrentInstant()), body.SubjectId, subject!.Number,
                        subject is { ArchivedAt: not null, Performance.FinishedAt: not null }, patient, subject.Unit,
                        new([.. body.Items.Select(item => new ClaimItem(item.Code, item.Name, item.Quantity, item.Price))]), body.Amount),
                    matter, context),
            SettlementOpened.Of, NumberPrefix);
    }

    private static Guid? Patient(Matter? subject) => subject switch
    {
        Consultation consultation => consultation.Patient,
        Referral referral => referral.Patient,
        _ => null,
    };

    private static async Task<IResult> List(
        HttpContext http, SettlementList list, Guid? subject, string? status, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, text => Guid.TryParse(text, out _) ? text : null);
        var rows = await list.Page(
            Sight.SeesAll(http.Actor()) ? null : http.Actor().Unit, subject, status, after is null ? null : Guid.Parse(after), size + 1, stop);
        return Results.Ok(Paging.Of([.. rows], size, row => row, row => row.Id.ToString()));
    }

    private static async Task<IResult> Show(
        Guid id, HttpContext http, MatterDesk matters, PayerQueue queue, CancellationToken stop)
    {
        if (await matters.Visible(http.Actor(), id, stop) is not Settlement s) return new SettlementNotFound().ToProblem();
        var message = await queue.Find(id, stop);
        return Results.Ok(new SettlementView(
            s.Id, s.Number, s.Status, s.Payer, s.Unit, s.Subject, s.SubjectNumber, s.Amount, s.Settled, s.Version, s.OpenedAt,
            message?.State, message?.Attempts ?? 0, message?.Error, s.Answers));
    }

    private static Task<IResult> Resolve(Guid id, HttpContext http, CommandDesk desk) =>
        desk.Run<ResolveDisputeBody>(http, "resolve-dispute", id, (body, headers, matter, context, _) =>
            SettlementHandlers.Handle(
                new ResolveDispute(id, body.State, body.Amount, body.Reason, headers.Version), matter, context),
            matter => JsonAnswer.Of(200, new { matter.Id, matter.Number, matter.Status }, matter.Version));
}

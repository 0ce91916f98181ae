using FluentValidation;
using NodaTime;
using SmartCity.Application.Audit;
using SmartCity.Domain.Audit;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Audit;

internal sealed record ReleaseBody(Guid Stream, string Reason);

internal sealed record DeclineBody(string Reason);

/// <summary>A release as its people see it.</summary>
internal sealed record ReleaseView(
    Guid Id, Guid Stream, string Reason, string By, Instant AskedAt, string State, string? DecidedBy, Instant? DecidedAt, Instant? Until,
    string? Declined, bool Open)
{
    public static ReleaseView Of(ClearRelease release, Instant now) => new(
        release.Id, release.Stream, release.Reason, release.By, release.AskedAt, release.State, release.DecidedBy, release.DecidedAt,
        release.Until, release.Declined, release.IsOpen(now));
}

internal sealed class ReleaseValidator : AbstractValidator<ReleaseBody>
{
    public ReleaseValidator()
    {
        RuleFor(x => x.Stream).NotEmpty();
        RuleFor(x => x.Reason).NotEmpty().MinimumLength(5).MaximumLength(500);
    }
}

internal sealed class DeclineValidator : AbstractValidator<DeclineBody>
{
    public DeclineValidator() => RuleFor(x => x.Reason).NotEmpty().MaximumLength(500);
}

/// <summary>Personal data in clear for an auditor (解密查看): one asks with a reason, another agrees or does not.</summary>
internal static class ReleaseEndpoints
{
    public static void MapReleases(this IEndpointRouteBuilder audit)
    {
        audit.MapGet("/releases", List).RequireAuthorization(Rights.WatchAudit).Produces<Page<ReleaseView>>()
            .WithSummary("Who asked to read which stream in clear, and what became of it, newest first");
        audit.MapPost("/releases", Ask).RequireAuthorization(Rights.RequestRelease).Produces<ReleaseView>(201)
            .WithSummary("Ask to read what one stream holds of persons in clear; another person decides");
        audit.MapPost("/releases/{id:guid}/approve", Approve).RequireAuthorization(Rights.DecideRelease).Produces<ReleaseView>()
            .WithSummary("Let the auditor read it, for as long as the rule audit-access says; never one's own request");
        audit.MapPost("/releases/{id:guid}/decline", Decline).RequireAuthorization(Rights.DecideRelease).Produces<ReleaseView>()
            .WithSummary("Do not let them");
    }

    private static async Task<Page<ReleaseView>> List(
        ClearReleaseBook book, IClock clock, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var place = MomentCursor.Place(cursor, (at, id) => Tuple.Create(at, id));
        var rows = (await book.Read(stop)).All.Values.OrderByDescending(release => (release.AskedAt, release.Id))
            .Where(release => place is null || (release.AskedAt, release.Id).CompareTo((place.Item1, place.Item2)) < 0).Take(size + 1).ToList();
        var now = clock.GetCurrentInstant();
        return Paging.Of(rows, size, release => ReleaseView.Of(release, now), release => MomentCursor.Text(release.AskedAt, release.Id));
    }

    private static async Task<IResult> Ask(
        ReleaseBody body, HttpContext http, CommandHeaders headers, IValidator<ReleaseBody> validator, ClearReleaseBook book, StreamReplay streams,
        IClock clock, CancellationToken stop)
    {
        if (validator.Validate(body) is { IsValid: false } invalid) return invalid.ToProblem();
        if (await streams.Newest(body.Stream, stop) == 0) return new StreamNotFound().ToProblem();
        var actor = http.Actor();
        // A key names the request for ever: sent again, it is the same one.
        var id = headers.IdempotencyKey is { } key
            ? StreamIds.Of($"audit-release/{actor.Id}/{body.Stream:N}/{key}")
            : Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        var (decision, state) = await book.Decide(actor, "request-clear-reading",
            (releases, _) => ReleaseHandlers.Handle(new RequestClearReading(id, body.Stream, body.Reason), releases, actor), stop);
        return Answer(decision, state, id, clock, created: true);
    }

    private static async Task<IResult> Approve(
        Guid id, HttpContext http, ClearReleaseBook book, PublishedTables tables, PublishedCalendar calendar, IClock clock, CancellationToken stop)
    {
        var actor = http.Actor();
        var (decision, state) = await book.Decide(actor, "approve-clear-reading",
            (releases, now) => ReleaseHandlers.Handle(new ApproveClearReading(id), releases, actor, now, Time(tables, now), calendar.Current), stop);
        return Answer(decision, state, id, clock);
    }

    private static async Task<IResult> Decline(
        Guid id, DeclineBody body, HttpContext http, IValidator<DeclineBody> validator, ClearReleaseBook book, IClock clock, CancellationToken stop)
    {
        if (validator.Validate(body) is { IsValid: false } invalid) return invalid.ToProblem();
        var actor = http.Actor();
        var (decision, state) = await book.Decide(actor, "decline-clear-reading",
            (releases, _) => ReleaseHandlers.Handle(new DeclineClearReading(id, body.Reason), releases, actor), stop);
        return Answer(decision, state, id, clock);
    }

    private static IResult Answer(Decision decision, ClearReleases state, Guid id, IClock clock, bool created = false)
    {
        if (decision.Refusal is { } refusal) return refusal.ToProblem();
        var view = ReleaseView.Of(state.All[id], clock.GetCurrentInstant());
        return created ? Results.Created($"/api/v1/audit/releases?id={id}", view) : Results.Ok(view);
    }

    private static ReleaseTime Time(PublishedTables tables, Instant now) =>
        tables.Current.Tables.GetValueOrDefault(ReleaseTime.Table)?.InForce(now.InZone(Domain.Shared.Clocks.WorkingCalendar.Zone).Date) is { } table
            ? ReleaseTime.Of(new(table))
            : throw new InvalidOperationException($"No version of the decision table {ReleaseTime.Table} is in force today.");
}

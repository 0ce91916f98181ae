using System.Globalization;
using JasperFx.Events;
using NodaTime;
using SmartCity.Host.Identity;
using SmartCity.Host.Ledger;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;

namespace SmartCity.Host.Audit;

/// <summary>What auditors come for: streams played again, every event in order, decisions explained, and who looked.</summary>
internal static class AuditEndpoints
{
    /// <summary>What the query of a search may say.</summary>
    internal sealed record Search(
        string? Type, Guid? Stream, string? Kind, string? Actor, string? Unit, string? From, string? To, long? After, long? Before, int? Limit);

    private sealed record Place(long Id);

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags("Audit");
        audit.MapGet("/streams/{id:guid}", Stream).RequireAuthorization(Rights.Audit).Produces<ReplayView>()
            .WithSummary("A stream event by event, and the state that its events add up to: now, at a version, or as of a moment of recording");
        audit.MapGet("/streams/{id:guid}/events/{version:long}", Event).RequireAuthorization(Rights.Audit).Produces<ReplayedEventView>()
            .WithSummary("One event of a stream with the whole state before and after it, the difference, and the process's tokens");
        audit.MapGet("/events", Events).RequireAuthorization(Rights.Audit).Produces<EventsView>()
            .WithSummary("Every settled event in global order after a sequence, or the newest before one, by type, kind, stream, person, unit and time");
        audit.MapGet("/decisions/{sequence:long}", Decision).RequireAuthorization(Rights.Audit).Produces<DecisionView>()
            .WithSummary("A decision explained: the rule and its version, the inputs, the basis, and a sentence in Chinese and English");
        audit.MapGet("/reads", Reads).RequireAuthorization(Rights.WatchAudit).Produces<Page<AuditRead>>()
            .WithSummary("Who read what of the ledger, newest first");
        audit.MapReleases();
        api.MapGet("/operations/as-of", (AsOfPlaces past, CancellationToken stop) => past.All(stop)).RequireAuthorization(Rights.WatchReadModels)
            .WithTags("Operations").WithSummary("The past moments whose read models are kept, and how far those are that are being made");
    }

    private static async Task<IResult> Stream(
        Guid id, HttpContext http, AuditDesk desk, IClock clock, long? version, string? asOf, long? after, int? limit, CancellationToken stop)
    {
        if (version is < 1) throw new RequestRefused(400, "request.bad-version", "version 必须大于 0。", "version must be above 0.");
        var view = await desk.Stream(
            http.Actor(), id, version, QueryTimes.AsOf(asOf, clock), Math.Max(0, after ?? 0), Paging.Limit(limit), stop);
        return view is null ? new StreamNotFound().ToProblem() : Results.Ok(view);
    }

    private static async Task<IResult> Event(Guid id, long version, HttpContext http, AuditDesk desk, CancellationToken stop) =>
        version > 0 && await desk.Event(http.Actor(), id, version, stop) is { } view ? Results.Ok(view) : new EventNotFound().ToProblem();

    private static Task<EventsView> Events([AsParameters] Search asked, HttpContext http, AuditDesk desk, CancellationToken stop)
    {
        if (asked is { After: not null, Before: not null })
            throw new RequestRefused(400, "request.bad-place", "after 与 before 只能给一个。", "Give after or before, not both.");
        var (from, to) = QueryTimes.Period(asked.From, asked.To);
        var filter = new EventFilter(TypeName(asked.Type), asked.Stream, asked.Kind, asked.Actor, asked.Unit, from, to);
        return desk.Events(http.Actor(), filter, asked.Before is not null, asked.Before ?? asked.After, Paging.Limit(asked.Limit), stop);
    }

    private static async Task<IResult> Decision(long sequence, HttpContext http, AuditDesk desk, CancellationToken stop)
    {
        var (view, refusal) = await desk.Decision(http.Actor(), sequence, stop);
        return view is null ? refusal!.ToProblem() : Results.Ok(view);
    }

    private static async Task<Page<AuditRead>> Reads(
        AuditReads reads, string? actor, Guid? stream, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var before = Paging.Place(cursor, text => long.TryParse(text, CultureInfo.InvariantCulture, out var id) ? new Place(id) : null);
        var rows = await reads.Page(actor, stream, before?.Id ?? long.MaxValue, size + 1, stop);
        return Paging.Of(rows, size, read => read, read => read.Id.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>The name in the store of a type of events by the name that answers give it; null where none is asked for.</summary>
    /// <exception cref="RequestRefused">400 <c>request.unknown-word</c>.</exception>
    internal static string? TypeName(string? type) => string.IsNullOrEmpty(type) ? null
        : EventVocabulary.All.FirstOrDefault(known => known.Name == type)?.GetEventTypeName() ?? throw QueryWords.Unknown("type");
}

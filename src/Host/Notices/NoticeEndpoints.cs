using System.Globalization;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Notices;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Notices;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Notices;

/// <summary>A notice as those see it who watch over them.</summary>
/// <param name="State"><c>waiting</c>, <c>held</c> (quiet hours), <c>sent</c> or <c>failed</c>.</param>
/// <param name="DueAt">When it is tried next; once it is sent, when it was to be.</param>
internal sealed record NoticeView(
    Guid Id, Guid MatterId, string MatterNumber, string MatterKind, string Occasion, string Audience, string Channel, string? Unit,
    IReadOnlyList<string> Roles, string? Account, LocalizedText Title, LocalizedText Text, string Template, string State, int Attempts,
    string? LastError, Instant CreatedAt, Instant DueAt, Instant? AttemptedAt, Instant? SentAt)
{
    public static NoticeView Of(NoticeLine n) => new(
        n.Id, n.MatterId, n.MatterNumber, n.MatterKind, n.Occasion, n.Audience, n.Channel, n.Unit, n.Roles, n.Account,
        new(n.TitleZh, n.TitleEn), new(n.TextZh, n.TextEn), n.Template, n.State, n.Attempts, n.LastError, n.CreatedAt, n.DueAt,
        n.AttemptedAt, n.SentAt);
}

/// <summary>One of the caller's own notices.</summary>
internal sealed record OwnNotice(
    Guid Id, Guid MatterId, string MatterNumber, string MatterKind, string Occasion, LocalizedText Title, LocalizedText Text, Instant At,
    bool Read)
{
    public static OwnNotice Of(NoticeLine n) => new(
        n.Id, n.MatterId, n.MatterNumber, n.MatterKind, n.Occasion, new(n.TitleZh, n.TitleEn), new(n.TextZh, n.TextEn), n.CreatedAt, n.Read);
}

/// <summary>The caller's own notices, a page of them.</summary>
/// <param name="Unread">How many of all of them are not read; 100 stands for that many or more.</param>
internal sealed record OwnNotices(IReadOnlyList<OwnNotice> Items, string? NextCursor, int Unread);

/// <summary>What a citizen reads of a matter, in both languages.</summary>
internal sealed record CitizenMessage(Guid Id, string Occasion, BothLanguages Title, BothLanguages Text, Instant At);

/// <summary>Notices over HTTP: one's own, all of them for those who supervise, and the message centre of a matter.</summary>
internal static class NoticeEndpoints
{
    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        var notices = api.MapGroup("/notices").WithTags("Notices");
        notices.MapGet("", List).RequireAuthorization(Rights.Supervise).Produces<Page<NoticeView>>()
            .WithSummary("Every notice and what became of it, the newest first; matter is a number or an id");
        notices.MapGet("/mine", Mine).RequireAuthorization(Rights.ReadMatters).Produces<OwnNotices>()
            .WithSummary("The caller's own notices, of their unit and roles, the newest first, and how many are not read");
        notices.MapPost("/{id:guid}/read", Read).RequireAuthorization(Rights.KeepNotices).Produces(204)
            .WithSummary("The caller has read one of their own");
        notices.MapPost("/{id:guid}/retry", Retry).RequireAuthorization(Rights.SendNoticesAgain).Produces<NoticeView>()
            .WithSummary("Send one that has failed again");
        api.MapGet("/progress/{number}/messages", Messages).AllowAnonymous().WithTags("Citizens")
            .RequireRateLimiting(CitizenLimits.Policy).Produces<Page<CitizenMessage>>()
            .WithSummary("What a citizen was told of a matter, the newest first, in Chinese and English");
    }

    private static async Task<IResult> List(
        string? state, string? occasion, string? matter, string? channel, NoticeList list, MatterList matters,
        IEnumerable<INotifies> kinds, int? limit, string? cursor, CancellationToken stop)
    {
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, Place);
        state = QueryWords.OneOf("state", state, NoticeRow.States);
        channel = QueryWords.OneOf("channel", channel, NoticeChannels.Audiences.Keys);
        occasion = QueryWords.OneOf("occasion", occasion, kinds.SelectMany(kind => kind.Occasions).Select(known => known.Code));
        Guid? id = matter is null ? null
            : Guid.TryParse(matter, out var given) ? given
            : await matters.IdOf(matter, stop) ?? Guid.Empty;
        var rows = await list.Page(new(state, occasion, id, channel), after, size + 1, stop);
        return Results.Ok(Paging.Of(rows, size, NoticeView.Of, Cursor));
    }

    private static async Task<IResult> Mine(HttpContext http, NoticeList list, int? limit, string? cursor, CancellationToken stop)
    {
        var reader = NoticeDesk.Reader(http.Actor());
        var size = Paging.Limit(limit);
        var rows = await list.OfReader(reader, Paging.Place(cursor, Place), size + 1, stop);
        var page = Paging.Of(rows, size, OwnNotice.Of, Cursor);
        return Results.Ok(new OwnNotices(page.Items, page.NextCursor, await list.Unread(reader, stop)));
    }

    private static async Task<IResult> Read(Guid id, HttpContext http, NoticeDesk desk, CancellationToken stop) =>
        await desk.Read(http.Actor(), id, stop) is { } refusal ? refusal.ToProblem() : Results.NoContent();

    private static async Task<IResult> Retry(Guid id, NoticeDesk desk, NoticeList list, CancellationToken stop) =>
        await desk.Retry(id, stop) is { } refusal ? refusal.ToProblem() : Results.Ok(NoticeView.Of((await list.Find(id, stop))!));

    private static async Task<IResult> Messages(
        string number, string? phoneLast4, CitizenDoor door, NoticeList list, int? limit, string? cursor, CancellationToken stop)
    {
        if (await door.Open(number, phoneLast4, stop) is not var (matter, _)) return new MatterUnknown().ToProblem();
        var size = Paging.Limit(limit);
        var filter = new NoticeFilter(Matter: matter.Id, Channel: NoticeChannels.MessageCentre, Audience: NoticeAudiences.Citizen);
        var rows = await list.Page(filter, Paging.Place(cursor, Place), size + 1, stop);
        return Results.Ok(Paging.Of(
            rows, size, n => new CitizenMessage(n.Id, n.Occasion, new(n.TitleZh, n.TitleEn), new(n.TextZh, n.TextEn), n.CreatedAt), Cursor));
    }

    private static string Cursor(NoticeLine row)
    {
        var (at, occurrence, id) = NoticePlace.Of(row);
        return string.Create(CultureInfo.InvariantCulture, $"{MomentCursor.Text(at)}|{occurrence}|{id:N}");
    }

    private static NoticePlace? Place(string text) =>
        text.Split('|') is [var at, var number, var id] && Guid.TryParseExact(id, "N", out var notice)
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var occurrence)
            && MomentCursor.Moment(at) is { } created
            ? new(created, occurrence, notice)
            : null;
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Notices;

/// <summary>What people do with notices, at the API and on the pages.</summary>
internal sealed class NoticeDesk(NoticeList list, NoticeQueue queue, NoticeRules rules, IClock clock)
{
    public static NoticeReader Reader(Actor actor) => new(actor.Id, actor.Unit, actor.Roles);

    /// <summary>The actor has read one of their own.</summary>
    public async Task<Refusal?> Read(Actor actor, Guid id, CancellationToken stop) =>
        await list.Note(Reader(actor), id, clock.GetCurrentInstant(), stop) ? null : new NoticeNotFound();

    /// <summary>The actor has read all of their own.</summary>
    public Task ReadAll(Actor actor, CancellationToken stop) => list.NoteAll(Reader(actor), clock.GetCurrentInstant(), stop);

    /// <summary>Sends one that has failed again, outside quiet hours; one that waits already stays as it is.</summary>
    public async Task<Refusal?> Retry(Guid id, CancellationToken stop)
    {
        if (await list.Find(id, stop) is not { } notice) return new NoticeNotFound();
        var now = clock.GetCurrentInstant();
        var due = rules.Plan.Next(notice.Audience, notice.Urgent, now);
        return notice.State == NoticeRow.Sent ? new NoticeAlreadySent()
            : notice.State == NoticeRow.Failed && !await queue.Again(id, due, due > now, stop) ? await Retry(id, stop)
            : null;
    }
}

/// <summary>There is no such notice, or it is not for the caller.</summary>
internal sealed record NoticeNotFound() : Refusal(RefusalKind.NotFound, "notice.not-found", new("没有此通知。", "There is no such notice."));

/// <summary>It was sent: there is nothing to be tried again.</summary>
internal sealed record NoticeAlreadySent() : Refusal(RefusalKind.Conflict, "notice.already-sent",
    new("该通知已发送。", "The notice was sent already."));

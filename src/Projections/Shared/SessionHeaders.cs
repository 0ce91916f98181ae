using Marten;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;

namespace SmartCity.Projections.Shared;

/// <summary>Headers for what is appended outside the commit of matters' commands: catalogue and calendar.</summary>
internal static class SessionHeaders
{
    /// <summary>Every event of the session says who published it, as whom, by which command and when.</summary>
    public static void SignAs(this IDocumentSession session, Actor actor, string command, Instant now)
    {
        session.CorrelationId = Guid.CreateVersion7(now.ToDateTimeOffset()).ToString();
        session.SetHeader(EventHeaders.Actor, actor.Id);
        session.SetHeader(EventHeaders.Role, string.Join(' ', actor.Roles));
        session.SetHeader(EventHeaders.Unit, actor.Unit);
        session.SetHeader(EventHeaders.Channel, actor.Channel);
        session.SetHeader(EventHeaders.Command, command);
        session.SetHeader(EventHeaders.CommandId, session.CorrelationId);
        session.SetHeader(EventHeaders.OccurredAt, InstantPattern.ExtendedIso.Format(now));
    }
}

using NodaTime;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Notices;

/// <summary>One notice over one channel (通知), table <c>desk.notices</c>, as it is written first. It holds no personal data.</summary>
/// <param name="Id">The same for the same occurrence, audience and channel: a receiver knows a repeat by it.</param>
/// <param name="Recipient">Which of those whom the matter is done for, counted from 0.</param>
/// <param name="Unit">Null for every unit, and for citizens.</param>
/// <param name="Template">Code and version of the template that it was written by.</param>
/// <param name="Urgent">Whether it goes out whatever the hour.</param>
/// <param name="State"><c>waiting</c>, <c>held</c> (quiet hours), <c>sent</c> or <c>failed</c>.</param>
public sealed record NoticeRow(
    Guid Id, Guid MatterId, string MatterNumber, string MatterKind, string Occasion, long Occurrence, string Audience, string Channel,
    int Recipient, string? Unit, IReadOnlyList<string> Roles, string? Account, string TitleZh, string TitleEn, string TextZh,
    string TextEn, string Template, bool Urgent, long Sequence, Instant CreatedAt, Instant DueAt, string State, Instant? SentAt)
{
    public const string Waiting = "waiting", Held = "held", Sent = "sent", Failed = "failed";

    public static IReadOnlyList<string> States { get; } = [Waiting, Held, Sent, Failed];

    public static SchemaPart Schema { get; } = SchemaPart.File("Notices/schema.sql");

    /// <param name="rowsOf">Pure: the notices that one change calls for.</param>
    public static ChangeTable Table(Func<MatterChange, IEnumerable<NoticeRow>> rowsOf) => ChangeTable.Of("desk.notices", rowsOf);
}

using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Supervision.Reviews;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision.Reviews;

/// <summary>
/// One matter whose people were asked, or spoke (好差评台账), table <c>read.reviews</c>; columns are the properties. What they
/// wrote stands in it without names.
/// </summary>
/// <param name="AskedAt">When they were asked; where nobody did, when they spoke.</param>
/// <param name="CallBackBy">Until when a bad one is to be called back; null for others.</param>
/// <param name="Published">Whether everybody may know of it: a bad one once it is put right, none that is withheld.</param>
/// <param name="Released">Whether a supervisor let what was written, comment and measures, be published with it.</param>
public sealed record ReviewRow(
    Guid Id, string Number, string Kind, string? Item, string? ItemZh, string? ItemEn, string Unit, Instant AskedAt, bool Invited,
    string? Channel, Instant? RatedAt, int? Level, bool Bad, string? Comment, Instant? CallBackBy, Instant? CalledBackAt,
    Instant? RectifyBy, Instant? RectifiedAt, string? Measures, bool Published, bool Released)
{
    public static SpanTable Table { get; } = SpanTable.Of<Matter, ReviewRow>("read.reviews", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Supervision/Reviews/reviews.sql");

    public static ReviewRow? Of(Matter matter, WorkingCalendar calendar) =>
        matter.Reviewed is not { } review || (review.InvitedAt ?? review.RatedAt) is not { } asked ? null : new(
            matter.Id, matter.Number, matter.Kind, matter.Performance.Item, review.About?.Zh, review.About?.En, matter.Unit, asked,
            review.InvitedAt is not null, review.Channel, review.RatedAt, review.Level, review.IsBad,
            PublicText.Of(review.Comment, review.Names),
            review.IsBad ? review.RatedAt + Review.CallBackWithin : null, review.CalledBackAt,
            review.IsBad ? review.RectifyBy : null, review.IsBad ? review.RectifiedAt : null,
            PublicText.Of(review.Measures, review.Names),
            review.IsSettled && matter.Withheld is null, review.IsReleased(matter.Released));
}

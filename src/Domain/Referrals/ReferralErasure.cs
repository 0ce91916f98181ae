using SmartCity.Domain.Shared.Personal;

namespace SmartCity.Domain.Referrals;

/// <summary>
/// What stays of a referral when its patient is erased: where it stands, its times, and who did what. It goes on: whoever has
/// its task ends it.
/// </summary>
internal static class ReferralErasure
{
    public static Referral Forget(Referral r) => r with
    {
        Slip = Gone(r.Slip)!,
        Supplements = [.. r.Supplements.Select(supplement => Gone(supplement)!)],
        Treatment = Gone(r.Treatment),
        Question = r.Question is { } question ? question with { Question = Gone(question.Question)! } : null,
        Declined = r.Declined is { } declined ? declined with { Note = Gone(declined.Note) } : null,
        Concluded = r.Concluded is { } concluded ? concluded with { Result = Gone(concluded.Result)! } : null,
        Withdrawn = r.Withdrawn is { } withdrawn ? withdrawn with { Note = Gone(withdrawn.Note) } : null,
        Visited = r.Visited.SetItems(r.Visited.Select(v => KeyValuePair.Create(v.Key, v.Value with { Note = Gone(v.Value.Note) }))),
    };

    private static Sealed<T>? Gone<T>(Sealed<T>? value) where T : class => value is null ? null : value with { Value = null };
}

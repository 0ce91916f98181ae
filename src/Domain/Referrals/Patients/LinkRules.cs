using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>Two records of one person (合并与取消合并): one points to the other, which stands for both.</summary>
public static class LinkRules
{
    /// <param name="matters">The record that is to point, and the one that is to stand for both.</param>
    public static IReadOnlyList<Decision> Link(IReadOnlyList<Matter?> matters, StepContext context)
    {
        if (matters is not [Patient from, Patient to]) return Both(new PatientNotFound());
        if (from.LinkedTo == to.Id) return Both(Decision.Nothing);
        if (PatientDecider.Closed(from) is { } closed) return Both(closed);
        if (PatientDecider.Closed(to) is { } other) return Both(other);
        if (from.Id == to.Id || from.LinkedFrom.Count > 0 || from.Erasure is not null || to.Erasure is not null) return Both(new PatientLinkRefused());
        return
        [
            Decision.Of(new PatientLinked(to.Id, context.Actor.Id)),
            Decision.Of(new PatientLinkedFrom(from.Id, context.Actor.Id)),
        ];
    }

    /// <inheritdoc cref="Link"/>
    public static IReadOnlyList<Decision> Unlink(IReadOnlyList<Matter?> matters, StepContext context)
    {
        if (matters is not [Patient from, Patient to]) return Both(new PatientNotFound());
        if (from.IsErased || to.IsErased) return Both(new PatientIsErased());
        if (to.Erasure is not null) return Both(new PatientLinkRefused());
        if (from.LinkedTo != to.Id) return Both(Decision.Nothing);
        return
        [
            Decision.Of(new PatientUnlinked(to.Id, context.Actor.Id)),
            Decision.Of(new PatientUnlinkedFrom(from.Id, context.Actor.Id)),
        ];
    }

    private static IReadOnlyList<Decision> Both(Decision decision) => [decision, decision];
}

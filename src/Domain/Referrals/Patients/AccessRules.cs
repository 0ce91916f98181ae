using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>Whether somebody may read something of a patient: the ground, or the refusal.</summary>
public sealed record Access(string Ground, Refusal? Refusal)
{
    public bool Granted => Refusal is null;
}

/// <summary>
/// Who may see what of a patient (访问控制): who keeps the record, who treats them and for a while after, whom they let, and
/// whoever opens it in an emergency. Nobody else, whatever their role.
/// </summary>
public static class AccessRules
{
    /// <param name="unit">The institution for which it is asked.</param>
    /// <param name="what">One of <see cref="AccessScopes"/>.</param>
    /// <param name="treatments">Where that institution treats the patient, or did.</param>
    public static Access Of(
        Patient patient, string unit, IReadOnlyList<string> roles, string what, IReadOnlyList<Treatment> treatments, AccessTimes times,
        WorkingCalendar calendar, Instant now)
    {
        if (patient.IsErased) return new(AccessGrounds.None, new PatientIsErased());
        if (unit.Length == 0) return new(AccessGrounds.None, new PatientAccessRefused());
        if (patient.Unit == unit) return new(AccessGrounds.Keeper, null);
        if (treatments.Any(t => t.EndedAt is not { } ended || calendar.Due(times.AfterTreatment, ended).At > now)) return new(AccessGrounds.Treatment, null);
        if (patient.Consents.Any(c => Covers(c, unit, roles, what, times, calendar, now))) return new(AccessGrounds.Consent, null);
        return patient.Emergencies.Any(e => e.Unit == unit && e.Until > now)
            ? new(AccessGrounds.Emergency, null)
            : new(AccessGrounds.None, new PatientAccessRefused());
    }

    public static Decision Give(Patient state, GiveConsent command, AccessTimes times, StepContext context)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        var fields = new Dictionary<string, string[]>();
        if (command.Scope.Count == 0 || command.Scope.Any(s => !AccessScopes.OfConsent.Contains(s))) fields["scope"] = ["unknown"];
        if (!ConsentPurposes.All.Contains(command.Purpose)) fields["purpose"] = ["unknown"];
        if (command.Until is { } until && (until <= context.Now || until > context.Calendar.Due(times.LongestConsent, context.Now).At))
            fields["until"] = ["out-of-range"];
        if (fields.Count > 0) return new PatientInvalid { Fields = fields };
        if (!command.Proven && !Proves(state, command.PhoneLast4)) return new ConsentNotProven();
        return Decision.Of(new ConsentGiven(
            context.NewId(), command.Scope, command.Unit, command.Role, command.Purpose, command.Until, command.RecordedAt));
    }

    /// <summary>Whoever wrote it down, or has a ground, or is told the telephone by the patient, takes it back for them.</summary>
    public static Decision Withdraw(Patient state, WithdrawConsent command) => state.Consents.Find(c => c.Id == command.ConsentId) switch
    {
        null => new ConsentNotFound(),
        { WithdrawnAt: not null } => Decision.Nothing,
        { RecordedAt: var unit } when unit != command.Unit && !command.Proven && !Proves(state, command.PhoneLast4) => new ConsentNotProven(),
        _ => Decision.Of(new ConsentWithdrawn(command.ConsentId)),
    };

    /// <summary>Nothing where the institution has it open already.</summary>
    public static Decision OpenInEmergency(Patient state, OpenEmergencyAccess command, AccessTimes times, StepContext context)
    {
        if (PatientDecider.Closed(state) is { } closed) return closed;
        if (state.Emergencies.Any(e => e.Unit == command.Unit && e.Until > context.Now)) return Decision.Nothing;
        return Decision.Of(new EmergencyAccessOpened(
            context.NewId(), new(state.Id, new(command.Reason)), command.Unit, context.Actor.Id,
            context.Calendar.Due(times.Emergency, context.Now).At));
    }

    /// <summary>Whether these are the last four digits of the patient's telephone, or of one that a card is bound to.</summary>
    public static bool Proves(Patient state, string? last4) => last4 is { Length: 4 }
        && state.Cards.Where(card => card.State == CardStates.Active).Select(card => card.Phone).Append(state.Details?.Phone)
            .Any(phone => phone is { Length: >= 4 } && phone.EndsWith(last4, StringComparison.Ordinal));

    /// <summary>Whether the consent stands, and is for this institution, role and scope.</summary>
    internal static bool Covers(
        Consent c, string unit, IReadOnlyList<string> roles, string what, AccessTimes times, WorkingCalendar calendar, Instant now) =>
        c.WithdrawnAt is null && (c.Until ?? calendar.Due(times.LongestConsent, c.GivenAt).At) > now
        && (c.Unit is null || c.Unit == unit) && (c.Role is null || roles.Contains(c.Role))
        && (c.Scope.Contains(AccessScopes.All) || c.Scope.Contains(what));
}

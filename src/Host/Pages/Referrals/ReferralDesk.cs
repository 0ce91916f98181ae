using FluentValidation;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Referrals;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals;

namespace SmartCity.Host.Pages.Referrals;

/// <summary>How the page refers: the same way as the API, without a request in between.</summary>
internal sealed class ReferralDesk(
    PageDesk desk, ReferralWriting writing, IValidator<ReferPatientBody> fields, ReferralRulebook rules, UnitDirectory units,
    MatterDesk matters, PatientDesk patients, PatientChain chain, IClock clock)
{
    /// <summary>To whom the institution may refer today.</summary>
    public IReadOnlyList<ReferralRelationView> From(string institution) =>
        rules.InForce(clock.GetCurrentInstant()) is { } inForce
            ? [.. ReferralRuleEndpoints.Of(inForce, clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date, units)
                .Where(relation => relation.FromInstitution == institution)]
            : [];

    /// <summary>The name of a department of an institution; its code where it is there no more.</summary>
    public LocalizedText Department(string institution, string code) =>
        rules.InForce(clock.GetCurrentInstant())?.Institution(institution)?.Department(code)?.Name ?? new(code, code);

    /// <summary>The referral to go on from; null unless the reader works with its patient. That it was read is recorded.</summary>
    public async Task<Referral?> Before(Actor actor, Guid id, CancellationToken stop) =>
        await matters.Visible(actor, id, stop) is Referral before && await matters.MayRead(actor, before, "referral", stop)
            ? before
            : null;

    /// <summary>The other referrals of the same patient, for whoever may see them. That they were read is recorded.</summary>
    public async Task<IReadOnlyList<ChainLink>> Others(Actor actor, Referral referral, CancellationToken stop) =>
        await patients.Look(actor, referral.Patient, AccessScopes.Referrals, null, stop) is { Granted: true, Patient: { } patient }
            ? [.. (await chain.Page(patient.Records, Sight.SeesAll(actor) ? null : actor.Unit, null, 50, stop)).Where(link => link.Id != referral.Id)]
            : [];

    /// <summary>Refers once, however often the button is pressed.</summary>
    public async Task<(OpenedAnswer? Opened, Refusal? Refusal)> Refer(
        Actor actor, ReferPatientBody body, Guid form, CancellationToken stop) =>
        fields.Validate(body) is { IsValid: false } invalid
            ? (null, new FieldsInvalid { Fields = FieldsInvalid.In(invalid) })
            : await desk.OpenTogether(
                actor, "refer-patient", ReferralWriting.NumberPrefix, body, form,
                id => writing.Write(id, ReferralEndpoints.Order(body), stop));
}

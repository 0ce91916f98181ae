using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>A patient's record as whoever may read it sees it. Without a ground nothing in it says who they are.</summary>
/// <param name="Ground">On what ground it was read; null for a view without personal data.</param>
internal sealed record PatientView(
    Guid Id, string Number, string Status, long Version, string Unit, string? Ground, PatientDetails? Details, Completeness Completeness,
    IReadOnlyList<SectionView> Sections, IReadOnlyList<CardView> Cards, IReadOnlyList<Consent> Consents,
    IReadOnlyList<EmergencyView> Emergencies, IReadOnlyList<PatientMatter> Matters, IReadOnlyList<Guid> LinkedFrom, Instant? ErasedAt)
{
    internal static PatientView Of(Patient p, string? ground, Completeness completeness, IReadOnlyList<PatientMatter> matters) => new(
        p.Id, p.Number, p.Status, p.Version, p.Unit, ground, ground is null ? null : p.Details, completeness,
        [.. p.Sections.Values.Select(s => new SectionView(s.Code, s.On, s.Unit, s.Standard, s.Filled, ground is null ? null : s.Content))],
        [.. p.Cards.Select(c => CardView.Of(c, ground is not null))], p.Consents,
        [.. p.Emergencies.Select(e => new EmergencyView(e.Id, ground is null ? null : e.Reason, e.Unit, e.By, e.OpenedAt, e.Until))],
        matters, [.. p.LinkedFrom], p.ErasedAt);
}

/// <summary>Puts a record together for whoever was admitted to it: of its matters, those that they may read too.</summary>
internal sealed class PatientViews(PatientGate gate, PatientDirectory patients, PatientRulebook rules)
{
    public async Task<PatientView> Of(Actor actor, Admission admission, CancellationToken stop)
    {
        var patient = admission.Patient!;
        var matters = await patients.Matters(patient.Records, stop);
        var hidden = new HashSet<string>();
        if (admission.Ground != AccessGrounds.Supervision)
            foreach (var scope in matters.Select(matter => PatientGate.Scope(matter.Kind)).Distinct().ToList())
                if (!await gate.Has(actor, patient, admission.Unit, scope, stop)) hidden.Add(scope);
        return PatientView.Of(
            patient, admission.Clear, rules.Standard.Measure(patient, rules.Today),
            [.. matters.Where(matter => !hidden.Contains(PatientGate.Scope(matter.Kind)))]);
    }
}

internal sealed record SectionView(
    string Code, LocalDate On, string Unit, string Standard, IReadOnlyList<string> Filled, IReadOnlyDictionary<string, string>? Fields);

/// <param name="Phone">Its last four digits.</param>
internal sealed record CardView(Guid Id, string Medium, string State, string? Reason, string? Number, string? Phone)
{
    public static CardView Of(HealthCard c, bool clear) => new(
        c.Id, c.Medium, c.State, c.Reason, clear ? c.Number : null, clear && c.Phone is { } phone ? PersonalData.Phone(phone) : null);
}

internal sealed record EmergencyView(Guid Id, string? Reason, string Unit, string By, Instant OpenedAt, Instant Until);

/// <summary>
/// Somebody who may be the one that is looked for; enough to tell them, and no more: no digit of a telephone, whose last four prove
/// that the patient agreed.
/// </summary>
/// <param name="Rule">The rule that says how sure it is.</param>
internal sealed record CandidateView(
    Guid Id, string Number, string Unit, int Score, string Verdict, string Rule, string Name, string? IdNumber, int? BirthYear, string Sex)
{
    public static CandidateView Of(Patient p, Match match)
    {
        var d = p.Details!;
        return new(
            p.Id, p.Number, p.Unit, match.Score, match.Verdict, match.Rule, PersonalData.Name(d.Name),
            d.IdNumber is null ? null : PersonalData.IdNumber(d.IdNumber), d.BirthDate?.Year, d.Sex);
    }
}

/// <summary>One reading of a record.</summary>
internal sealed record ReadView(
    Instant At, string Actor, string Unit, LocalizedText UnitName, string Channel, string What, string Ground, LocalizedText GroundName, bool Granted, Guid? Matter)
{
    public static ReadView Of(PatientRead read, UnitDirectory units) => new(
        read.At, read.Actor, read.Unit, units.Name(read.Unit), read.Channel, read.What, read.Ground, PatientTermWords.Ground(read.Ground),
        read.Granted, read.Matter);
}

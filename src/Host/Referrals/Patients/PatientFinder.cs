using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Referrals.Patients;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>Finds who somebody may be (疑似档案检索). To be told from others, each is shown masked, and that is recorded.</summary>
internal sealed class PatientFinder(PatientDirectory directory, PatientMarks marks, PatientGate gate, PatientReads reads, PatientRulebook rules)
{
    /// <summary>Whoever agrees in something, the surest first.</summary>
    public async Task<IReadOnlyList<CandidateView>> Find(Actor actor, string unit, FindBody asked, CancellationToken stop)
    {
        var wanted = Marks(asked.IdNumber, asked.Name, asked.BirthDate, asked.Phone, asked.CardNumber);
        var found = new List<CandidateView>();
        foreach (var id in await directory.Find(wanted.IdNumber, wanted.NameAndBirth, wanted.Phone, wanted.Card, stop))
        {
            if (await gate.Find(id, stop) is not { IsErased: false } patient) continue;
            await reads.Note(patient.Id, actor, unit, "find", new(AccessGrounds.Identification, null), null, stop);
            found.Add(CandidateView.Of(patient, rules.Match(Agreement(wanted, patient))));
        }
        return [.. found.OrderByDescending(c => c.Score).ThenBy(c => c.Number, StringComparer.Ordinal)];
    }

    /// <summary>The patient whose card has the number and is honoured; null where there is none.</summary>
    public async Task<Patient?> OfCard(string number, CancellationToken stop) =>
        CardNumber.Fits(number) && await directory.Find(null, null, null, marks.OfCard(number), stop) is [var id]
        && await gate.Find(id, stop) is { IsErased: false } patient && CardRules.Current(patient) is { State: CardStates.Active }
            ? patient
            : null;

    private Agreement Agreement(
        (string? IdNumber, string? NameAndBirth, string? Phone, string? Card) wanted, Patient patient)
    {
        var d = patient.Details!;
        var known = Marks(d.IdNumber, d.Name, d.BirthDate, d.Phone, CardRules.Current(patient)?.Number);
        static bool Same(string? one, string? other) => one is not null && one == other;
        return new(
            wanted.IdNumber is null || known.IdNumber is null ? MatchRules.Unknown : wanted.IdNumber == known.IdNumber ? MatchRules.Same : MatchRules.Differs,
            Same(wanted.NameAndBirth, known.NameAndBirth), Same(wanted.Phone, known.Phone), Same(wanted.Card, known.Card));
    }

    private (string? IdNumber, string? NameAndBirth, string? Phone, string? Card) Marks(
        string? idNumber, string? name, NodaTime.LocalDate? born, string? phone, string? card) =>
        (marks.OfIdNumber(idNumber), marks.OfNameAndBirth(name, born), marks.OfPhone(phone), marks.OfCard(card));
}

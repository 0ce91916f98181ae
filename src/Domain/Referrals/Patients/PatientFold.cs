using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>What each fact changes; one line each, total.</summary>
internal static class PatientFold
{
    internal static Patient Register(PatientRegistered e, Recorded recorded) => new()
    {
        Id = e.PatientId,
        Number = e.Number,
        Kind = Patient.PatientStream,
        Title = new(e.Number, e.Number),
        Unit = e.Unit,
        IntakeUnit = e.Unit,
        Channel = "registry",
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Units = [e.Unit],
        Details = e.Details.Value,
        Known = e.Filled ?? [],
        ChangedOn = Day(recorded),
    };

    internal static Patient Apply(Patient state, Recorded recorded) => recorded.Data switch
    {
        PatientDetailsCorrected e => state with
        {
            Details = e.Details.Value, Known = e.Filled, ChangedOn = Day(recorded), Units = state.Units.Add(e.Unit),
        },
        RecordSectionWritten e => state with
        {
            Sections = state.Sections.SetItem(e.Section, new(e.Section, e.Content.Value?.Fields, e.Filled, e.On, e.Standard, e.Unit)),
            ChangedOn = Day(recorded),
            Units = state.Units.Add(e.Unit),
        },
        PatientLinked e => state with { LinkedTo = e.To },
        PatientUnlinked => state with { LinkedTo = null },
        PatientLinkedFrom e => state with { LinkedFrom = state.LinkedFrom.Add(e.From) },
        PatientUnlinkedFrom e => state with { LinkedFrom = state.LinkedFrom.Remove(e.From) },
        HealthCardIssued e => state with { Cards = state.Cards.Add(new(e.CardId, e.Number.Value?.Text, e.Medium, CardStates.Active)) },
        HealthCardBound e => OnCard(state, e.CardId, card => card with { Phone = e.Phone.Value?.Phone }),
        HealthCardSuspended e => OnCard(state, e.CardId, card => card with { State = CardStates.Suspended, Reason = e.Reason }),
        HealthCardResumed e => OnCard(state, e.CardId, card => card with { State = CardStates.Active, Reason = null }),
        HealthCardReplaced e => OnCard(state, e.CardId, card => card with { State = CardStates.Replaced }),
        ConsentGiven e => state with
        {
            Consents = state.Consents.Add(new(e.ConsentId, e.Scope, e.Unit, e.Role, e.Purpose, e.Until, e.RecordedAt, recorded.OccurredAt)),
        },
        ConsentWithdrawn e => state with
        {
            Consents = [.. state.Consents.Select(c => c.Id == e.ConsentId ? c with { WithdrawnAt = recorded.OccurredAt } : c)],
        },
        EmergencyAccessOpened e => state with
        {
            Emergencies = state.Emergencies.Add(new(e.AccessId, e.Reason.Value?.Text, e.Unit, e.By, recorded.OccurredAt, e.Until)),
        },
        ErasureRequested e => state with { Erasure = new(e.RequestId, e.Basis, e.Document, e.Reason.Value?.Text, e.By, e.Unit) },
        ErasureDeclined => state with { Erasure = null },
        PatientErased => state with { ErasedAt = recorded.OccurredAt, Erasure = null },
        _ => state,
    };

    /// <summary>What stays when nothing of the person may.</summary>
    internal static Patient Forget(Patient state) => state with
    {
        Details = null,
        Erasure = null,
        Cards = [.. state.Cards.Select(card => card with { Number = null, Phone = null })],
        Sections = state.Sections.SetItems(state.Sections.Select(s => KeyValuePair.Create(s.Key, s.Value with { Content = null }))),
        Emergencies = [.. state.Emergencies.Select(e => e with { Reason = null })],
    };

    private static Patient OnCard(Patient state, Guid id, Func<HealthCard, HealthCard> change) =>
        state with { Cards = [.. state.Cards.Select(card => card.Id == id ? change(card) : card)] };

    private static LocalDate Day(Recorded recorded) => recorded.OccurredAt.InZone(WorkingCalendar.Zone).Date;
}

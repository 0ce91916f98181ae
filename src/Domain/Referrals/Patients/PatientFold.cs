using SmartCity.Domain.Shared;

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
    };

    internal static Patient Apply(Patient state, Recorded recorded) => recorded.Data switch
    {
        ErasureRequested e => state with { Erasure = new(e.RequestId, e.Basis, e.Document, e.Reason.Value?.Text, e.By, e.Unit) },
        ErasureDeclined => state with { Erasure = null },
        PatientErased => state with { ErasedAt = recorded.OccurredAt, Erasure = null },
        _ => state,
    };

    /// <summary>What stays when nothing of the person may.</summary>
    internal static Patient Forget(Patient state) => state with { Details = null, Erasure = null };
}

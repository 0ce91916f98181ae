using System.Collections.Immutable;
using NodaTime;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Patients;

/// <summary>
/// A patient across institutions (居民健康档案索引), one stream each. It is kept by the same means as a matter and stands in
/// no list of matters: nobody must finish it. Its title is its number, never a name.
/// </summary>
public sealed record Patient : Matter
{
    public const string PatientStream = "patient";

    /// <summary>Null once erased.</summary>
    public PatientDetails? Details { get; init; }

    /// <summary>Which of the details are known, by name; it outlives them.</summary>
    public IReadOnlyList<string> Known { get; init; } = [];

    /// <summary>The day on which the details or a section last changed.</summary>
    public required LocalDate ChangedOn { get; init; }

    /// <summary>Every card, oldest first.</summary>
    public ImmutableList<HealthCard> Cards { get; init; } = [];

    /// <summary>The sections of the record that somebody wrote, by code.</summary>
    public ImmutableSortedDictionary<string, RecordSection> Sections { get; init; } = ImmutableSortedDictionary<string, RecordSection>.Empty;

    /// <summary>Everything that the patient agreed to, withdrawn or not, oldest first.</summary>
    public ImmutableList<Consent> Consents { get; init; } = [];

    /// <summary>Every opening in an emergency, oldest first.</summary>
    public ImmutableList<EmergencyAccess> Emergencies { get; init; } = [];

    /// <summary>The record that stands for this one too; null for one that stands for itself.</summary>
    public Guid? LinkedTo { get; init; }

    /// <summary>The records that this one stands for as well.</summary>
    public ImmutableSortedSet<Guid> LinkedFrom { get; init; } = [];

    /// <summary>This record and those that it stands for.</summary>
    public IReadOnlyList<Guid> Records => [Id, .. LinkedFrom];

    /// <summary>The request for an erasure that waits for a second person.</summary>
    public OpenErasure? Erasure { get; init; }

    /// <summary>When the key was given up; null while it is not.</summary>
    public Instant? ErasedAt { get; init; }

    /// <summary>
    /// Whether nothing can be written of them any more. Details that cannot be read without an erasure in the stream are
    /// those of a copy of the database from before it.
    /// </summary>
    public bool IsErased => ErasedAt is not null || Details is null;

    /// <inheritdoc/>
    public override IEnumerable<Guid> Persons => [Id];

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <summary>Each opening in an emergency is looked at by supervision, whatever came of it.</summary>
    public override IEnumerable<Deviation> Deviations => Emergencies.Select(e => new Deviation("emergency-access", e.Id.ToString("N"), e.Unit));

    /// <inheritdoc/>
    public override string Status => IsErased ? "erased" : LinkedTo is not null ? "linked" : Erasure is not null ? "erasure-requested" : "known";

    /// <summary>The state after the event; total: an event that is not of a patient only moves the version.</summary>
    public static Patient? Evolve(Patient? state, Recorded e) => (state, e.Data) switch
    {
        (null, PatientRegistered registered) => PatientFold.Register(registered, e),
        (null, _) => null,
        _ => PatientFold.Apply(state.EvolveShared<Patient>(e), e),
    };

    /// <inheritdoc/>
    protected override Matter Without(Guid person) => person == Id ? PatientFold.Forget(this) : this;
}

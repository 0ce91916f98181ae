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

    /// <inheritdoc/>
    public override string Status => IsErased ? "erased" : Erasure is not null ? "erasure-requested" : "known";

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

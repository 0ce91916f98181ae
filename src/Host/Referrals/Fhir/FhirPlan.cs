using NodaTime;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Host.Problems;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>What became of one write: what a receipt keeps of it. No word of the resource stands here.</summary>
internal sealed record FhirWritten(string Address, long Version, Instant At, bool Created, bool Deleted)
{
    public string Location => $"{Address}/_history/{Version}";

    public string ETag => $"W/{CommandHeaders.ETag(Version)}";

    public int Status => Deleted ? StatusCodes.Status204NoContent : Created ? StatusCodes.Status201Created : StatusCodes.Status200OK;
}

/// <summary>
/// What a write does to another stream beside its own, in the same transaction. Several on one stream are done one after the
/// other, each on what the one before it left, whatever the order of what was sent: by their <see cref="Turn"/>.
/// </summary>
/// <param name="Prefix">The series of its number where it is opened; null where it is there.</param>
/// <param name="Root">The resource that it follows from, as FHIRPath.</param>
internal sealed record FhirAct(Guid Stream, string? Prefix, Func<Matter?, StepContext, string, Decision> Decide, string Root)
{
    /// <summary>Turns on a referral: it is opened; its task moves; the slot is booked; the patient comes, and all after that; its request ends.</summary>
    public const int Opens = 0, Moves = 1, Books = 2, Treats = 3, Ends = 4;

    public int Turn { get; init; }
}

/// <summary>One write on its way into the ledger.</summary>
internal abstract record FhirPlan(string Type, string LogicalId)
{
    public string Address => $"{Type}/{LogicalId}";

    /// <summary>Where the resource stands in what was sent, as FHIRPath.</summary>
    public string Root { get; init; } = Type;

    public virtual Guid Stream => FhirReference.StreamOf(Address);

    /// <summary>The referral that it belongs to: its version is told of both together.</summary>
    public virtual Guid? Referral => null;

    /// <summary>The version that the sender saw; null where they did not say.</summary>
    public abstract long? Seen { get; init; }

    public abstract Decision Decide(Matter? matter, StepContext context);

    /// <summary>What became of it, from the state before and what was decided.</summary>
    public abstract FhirWritten Result(Matter? before, Decision decision, Instant now);
}

/// <summary>A resource is written.</summary>
/// <param name="Links">What it refers to here.</param>
/// <param name="Patient">The patient whom it is about by its own word; null where it says so of nobody.</param>
internal sealed record FhirWritePlan(R4.Resource Resource, WriteFhirResource Command, IReadOnlyList<FhirLink> Links, Guid? Patient)
    : FhirPlan(Command.Type, Command.LogicalId)
{
    /// <summary>The patient of the referral that it belongs to.</summary>
    public Guid? ReferredPatient { get; init; }

    /// <summary>Whether it was there before anybody posted it.</summary>
    public bool Known { get; init; }

    public override Guid? Referral => Command.Referral;

    public override long? Seen { get; init; } = Command.Seen;

    /// <summary>The same, where the resource stands somewhere inside of what was sent.</summary>
    public FhirWritePlan Under(string root) => this with
    {
        Root = root, Links = [.. Links.Select(link => link with { Expression = root + link.Expression[Type.Length..] })],
    };

    public override Decision Decide(Matter? matter, StepContext context) => FhirHandlers.Handle(Command, matter, context);

    public override FhirWritten Result(Matter? before, Decision decision, Instant now) =>
        (before as FhirResource, decision.Events.Any(e => e is FhirResourceWritten)) switch
        {
            (null, _) => new(Address, 1, now, Created: !Known, Deleted: false),
            ({ } known, false) => new(Address, known.ContentVersion, known.LastUpdated, Created: false, Deleted: false),
            ({ } known, true) => new(Address, known.ContentVersion + 1, now, Created: known.Deleted, Deleted: false),
        };
}

/// <summary>A resource is deleted.</summary>
internal sealed record FhirDeletePlan(string Type, string LogicalId, long? Saw) : FhirPlan(Type, LogicalId)
{
    public override long? Seen { get; init; } = Saw;

    public override Decision Decide(Matter? matter, StepContext context) =>
        FhirHandlers.Handle(new DeleteFhirResource(Stream, Seen), matter, context);

    public override FhirWritten Result(Matter? before, Decision decision, Instant now) => new(
        Address, ((before as FhirResource)?.ContentVersion ?? 0) + decision.Events.Count, now, Created: false, Deleted: true);
}

using Marten;
using NodaTime;
using SmartCity.Domain.Ledger;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Ledger;

/// <summary>Gives the ledger its next keys and says so in the ledger itself, in a stream of its own.</summary>
public sealed class KeyRotation(LedgerKeys keys, IDocumentStore store, IClock clock)
{
    public static Guid Stream { get; } = StreamIds.Of("ledger-keys");

    /// <summary>The keys that sign from the next checkpoint on.</summary>
    public async Task<IReadOnlyList<NoteKey>> Rotate(Actor actor, CancellationToken stop)
    {
        await using var session = store.LightweightSession();
        IReadOnlyList<NoteKey> Signing() => [.. keys.Signing.Select(signer => signer.Key)];
        var previous = Signing();
        keys.Rotate();
        var next = Signing();
        session.SignAs(actor, "rotate-ledger-keys", clock.GetCurrentInstant());
        session.Events.Append(
            Stream, new LedgerKeyRotated([.. previous.Select(key => key.ToString())], [.. next.Select(key => key.ToString())]));
        await session.SaveChangesAsync(stop);
        return next;
    }
}

using System.Text;
using Npgsql;
using SmartCity.Domain.Ledger;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Ledger;

namespace SmartCity.Host.Ledger;

/// <summary>What proves that an event is in the ledger (存证证明).</summary>
/// <param name="Entry">The leaf's entry, as <c>docs/ledger.md</c> specifies it.</param>
/// <param name="LeafHash">SHA-256(0x00 || entry), base64 like every hash here.</param>
/// <param name="Index">The leaf's place, from 0.</param>
/// <param name="Checkpoint">The signed checkpoint of <paramref name="TreeSize"/> leaves.</param>
/// <param name="Inclusion">The proof of RFC 6962, section 2.1.1, from the leaf up.</param>
/// <param name="Consistency">With <c>?from=</c>: that this tree begins with the one of that size (section 2.1.2).</param>
internal sealed record ProofAnswer(
    long Sequence, string Entry, string LeafHash, long Index, long TreeSize, string Root, string Checkpoint,
    IReadOnlyList<string> Inclusion, ConsistencyAnswer? Consistency);

/// <param name="From">The smaller size.</param>
internal sealed record ConsistencyAnswer(long From, IReadOnlyList<string> Hashes);

/// <summary>Proofs of single events, for auditors.</summary>
internal static class ProofEndpoints
{
    public static void MapProofs(this IEndpointRouteBuilder api) => api.MapGet("/audit/proofs/{sequence:long}", Prove)
        .RequireAuthorization(Rights.Audit).WithTags("Audit").Produces<ProofAnswer>()
        .WithSummary("That an event is in the ledger, and with ?from=<size> that the ledger goes on from a checkpoint kept elsewhere");

    private static async Task<IResult> Prove(long sequence, long? from, StoredTree tree, NpgsqlDataSource source, CancellationToken stop)
    {
        var (proof, refusal) = await Of(sequence, from, tree, source, stop);
        return proof is null ? refusal!.ToProblem() : Results.Json(proof, Shared.ApiJson.Options);
    }

    /// <summary>The proof of one event, or why there is none.</summary>
    /// <param name="from">Size of a tree that this one is proved to begin with.</param>
    public static async Task<(ProofAnswer? Proof, Refusal? Refusal)> Of(
        long sequence, long? from, StoredTree tree, NpgsqlDataSource source, CancellationToken stop)
    {
        await using var connection = await source.OpenConnectionAsync(stop);
        LeafEntry? entry = null;
        await foreach (var found in StoredEvents.Read(connection, sequence - 1, sequence, null, stop)) entry = found;
        if (entry is null) return (null, new SequenceUnknown(sequence));
        if (await tree.Newest(stop) is not { Checkpoint: { Size: var size } } newest
            || await tree.Find(sequence, stop) is not { } leaf || leaf.Index >= size) return (null, new NotYetSealed(sequence));
        if (from is { } smaller && (smaller < 1 || smaller > size)) return (null, new SizeOutOfRange(size));
        var bytes = entry.Bytes();
        return (new(
            sequence, Encoding.UTF8.GetString(bytes), Convert.ToBase64String(MerkleHash.Leaf(bytes)), leaf.Index, size,
            Convert.ToBase64String(newest.Checkpoint.Root), newest.Note.ToString(),
            await Hashes(tree, TreeProof.Inclusion(leaf.Index, size), size, stop),
            from is { } known ? new(known, await Hashes(tree, TreeProof.Consistency(known, size), size, stop)) : null), null);
    }

    private static async Task<IReadOnlyList<string>> Hashes(StoredTree tree, IReadOnlyList<LeafRange> ranges, long size, CancellationToken stop) =>
        [.. (await tree.Hashes(ranges, size, stop)).Select(Convert.ToBase64String)];
}

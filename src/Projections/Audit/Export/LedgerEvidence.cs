using System.Text.Json.Nodes;

namespace SmartCity.Projections.Audit.Export;

/// <summary>
/// What an export takes along of the ledger's proofs (存证); where none is registered a manifest has no such part.
/// </summary>
/// <param name="Checkpoint">The newest signed checkpoint as text; null while there is none.</param>
/// <param name="Proof">The inclusion proof of the event with a sequence, as the API answers it; null where it is not sealed yet.</param>
public sealed record LedgerEvidence(
    Func<CancellationToken, Task<string?>> Checkpoint, Func<long, CancellationToken, Task<JsonNode?>> Proof);

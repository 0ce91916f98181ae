using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Ledger;

/// <summary>Another key signs the checkpoints from here on (更换签名密钥); both are verifier keys of C2SP signed-note.</summary>
/// <param name="Previous">The keys that signed until then.</param>
/// <param name="Next">The keys that sign from then on.</param>
public sealed record LedgerKeyRotated(IReadOnlyList<string> Previous, IReadOnlyList<string> Next) : IDomainEvent;

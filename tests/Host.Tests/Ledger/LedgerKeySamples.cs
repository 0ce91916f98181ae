using SmartCity.Domain.Ledger;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of the ledger's own keys, each with every field filled.</summary>
internal static class LedgerKeySamples
{
    public static IReadOnlyList<object> All { get; } =
    [
        new LedgerKeyRotated(
            ["example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"],
            ["example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"]),
    ];
}

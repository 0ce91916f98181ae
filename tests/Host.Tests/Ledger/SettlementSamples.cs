using NodaTime;
using SmartCity.Domain.Referrals.Settlements;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of settlements and of days with a payer, each with every field filled.</summary>
internal static class SettlementSamples
{
    private static readonly Guid Settlement = Guid.Parse("0198f000-0000-7000-8000-0000000000d1");
    private static readonly Guid Day = Guid.Parse("0198f000-0000-7000-8000-0000000000d2");
    private static readonly LocalDate Date = new(2026, 3, 2);

    public static IReadOnlyList<object> All { get; } =
    [
        new SettlementSubmitted(
            Settlement, "DX-ST-20260302-000001", Day, "DX-CS-20260302-000001", SampleKeys.Person, "DX-YY-01", "DX-YB", 180.5m,
            new(SampleKeys.Person, new([new("CT-1", "胸部 CT", 1, 180.5m)])), "yy1-referral-1"),
        new PayerAnswered("m-1", "partially-approved", 100m, new(SampleKeys.Person, "超目录"), "applied", true),
        new SettlementDisputeResolved("approved", 180.5m, new(SampleKeys.Person, "电话核对"), "yy1-referral-1"),
        new UnknownClaimAnswered(Day, "DX-SD-20260302-000001", "DX-YB", Date, "m-2", "DX-ST-0", "paid", 5m),
        new StatementMissed(Day, "DX-SD-20260302-000001", "DX-YB", Date, Instant.FromUtc(2026, 3, 3, 16, 0)),
        new StatementReconciled(
            Day, "DX-SD-20260302-000001", "DX-YB", Date, new string('a', 64), 1,
            [new("DX-ST-20260302-000001", "other-amount", "DX-YY-01", "paid", 180.5m, "paid", 181m)]),
    ];
}

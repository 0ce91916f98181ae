using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Supervision.Cards;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The events of supervision cards, each with every field filled.</summary>
internal static class CardSamples
{
    private static readonly Guid Card = Guid.Parse("0198f000-0000-8000-8000-0000000000c1");
    private static readonly Guid Matter = Guid.Parse("0198f000-0000-7000-8000-000000000011");

    public static IReadOnlyList<object> All { get; } =
    [
        new CardRaised(
            Card, "DX-SC-20260720-000001",
            new(
                "cards@1", "step-overdue", "yellow", new("环节超时", "A step over its limit"), new("环节时限", "limit of the step"),
                TimeLimit.Parse("3 working-days"), true),
            new(
                "step-overdue", "step:0198f000000070008000000000000001", Matter, "DX-AP-20260720-000002", "approval",
                new("排水许可", "Drainage permit"), Instant.FromUtc(2026, 7, 20, 1, 0)),
            "DX-SWJ", "approver"),
        new CardExplained("swj-approver", "DX-SWJ", "经办人员外出", "已当日办结"),
        new CardReturned("supervisor-1", "原因不详"),
        new CardConfirmed("supervisor-1", "情况属实"),
        new CardWithdrawn("supervisor-1", "系统故障"),
        new CardArchived(),
    ];
}

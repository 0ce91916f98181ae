using System.Globalization;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>The words of a settlement.</summary>
internal sealed class SettlementWords : IMatterWords
{
    public string Kind => Settlement.MatterKind;

    public LocalizedText KindName { get; } = new("医保结算", "Settlement");

    public LocalizedText? Event(object e) => e switch
    {
        SettlementSubmitted x => new($"提交结算 {Yuan(x.Amount)} 元", $"{Yuan(x.Amount)} yuan claimed"),
        PayerAnswered x => new(
            $"医保回执：{StatusOf(x.State)!.Zh}（{Effect(x.Effect).Zh}）", $"The payer: {StatusOf(x.State)!.En} ({Effect(x.Effect).En})"),
        SettlementDisputeResolved x => new($"争议处理：{StatusOf(x.State)!.Zh}", $"Dispute settled: {StatusOf(x.State)!.En}"),
        _ => null,
    };

    public LocalizedText? Status(string status) => StatusOf(status);

    public LocalizedText? Clock(string clock) =>
        clock == Settlement.Clock ? new("医保审核时限", "The payer's time to decide") : null;

    private static LocalizedText? StatusOf(string status) => status switch
    {
        ClaimStates.Submitted => new("已提交", "Submitted"),
        ClaimStates.Acknowledged => new("已接收", "Acknowledged"),
        ClaimStates.Approved => new("审核通过", "Approved"),
        ClaimStates.PartiallyApproved => new("部分通过", "Partially approved"),
        ClaimStates.Rejected => new("拒付", "Rejected"),
        ClaimStates.Paid => new("已支付", "Paid"),
        ClaimStates.Disputed => new("有争议", "Disputed"),
        _ => null,
    };

    private static LocalizedText Effect(string effect) => effect switch
    {
        AnswerEffects.Applied => new("生效", "it counts"),
        AnswerEffects.Repeated => new("重复", "said before"),
        AnswerEffects.OutOfOrder => new("迟到", "overtaken"),
        AnswerEffects.WrongAmount => new("金额有误", "wrong amount"),
        AnswerEffects.WhileDisputed => new("争议期间", "while disputed"),
        _ => new("前后矛盾", "contradiction"),
    };

    private static string Yuan(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);
}

/// <summary>The words of a day with a payer.</summary>
internal sealed class SettlementDayWords : IMatterWords
{
    public string Kind => SettlementDay.MatterKind;

    public LocalizedText KindName { get; } = new("医保对账", "Reconciliation");

    public LocalizedText? Event(object e) => e switch
    {
        UnknownClaimAnswered x => new($"未知结算单的回执：{x.Claim}", $"Answer to an unknown claim: {x.Claim}"),
        StatementMissed => new("对账单逾期未到", "No statement came in time"),
        StatementReconciled { Differences.Count: 0 } x => new($"对账一致，{x.Lines} 笔", $"Balanced, {x.Lines} claims"),
        StatementReconciled x => new($"对账差异 {x.Differences.Count} 项", $"{x.Differences.Count} differences"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "open" => new("未对账", "Not compared"),
        "missing" => new("对账单未到", "No statement"),
        "balanced" => new("一致", "Balanced"),
        "different" => new("有差异", "Different"),
        _ => null,
    };
}

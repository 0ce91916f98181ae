using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Referrals.Settlements;

public sealed record SettlementNotFound() : Refusal(RefusalKind.NotFound, "settlement.not-found",
    new("没有这笔结算。", "There is no such settlement."));

/// <summary>There is no such referral or consultation, or it is not for the caller to know of.</summary>
public sealed record SettlementSubjectNotFound() : Refusal(RefusalKind.NotFound, "settlement.subject-not-found",
    new("没有这个转诊或会诊。", "There is no such referral or consultation."));

/// <summary>Only what was done and is closed is paid for.</summary>
public sealed record SettlementSubjectNotFinished() : Refusal(RefusalKind.Conflict, "settlement.subject-not-finished",
    new("转诊或会诊尚未办结，不能结算。", "The referral or consultation is not finished."));

/// <summary>Another institution did it.</summary>
public sealed record SettlementNotYours() : Refusal(RefusalKind.Forbidden, "settlement.not-yours",
    new("只有提供服务的机构可以结算。", "Only the institution that did it may claim."));

/// <summary>Only the payer's own system speaks for it.</summary>
public sealed record PayerNotYours(string Payer) : Refusal(RefusalKind.Forbidden, "settlement.payer-not-yours",
    new($"只有医保经办机构“{Payer}”自己的系统可以代表它答复。", $"Only the system of the payer '{Payer}' answers for it."));

public sealed record PayerUnknown(string Given) : Refusal(RefusalKind.Invalid, "settlement.payer-unknown",
    new($"没有医保经办机构“{Given}”，或当前未启用。", $"There is no payer '{Given}', or it is not in force."))
{
    public static PayerUnknown Of(string payer) => new(payer) { Fields = new Dictionary<string, string[]> { ["payer"] = ["unknown"] } };
}

/// <summary>What is claimed does not add up; <see cref="Refusal.Fields"/> says where.</summary>
public sealed record SettlementAmountInvalid() : Refusal(RefusalKind.Invalid, "settlement.amount-invalid",
    new("结算项目或金额有误。", "Items or amount of the claim do not hold."))
{
    public static SettlementAmountInvalid Of(string field, string fault) => new()
    {
        Fields = new Dictionary<string, string[]> { [field] = [fault] },
    };
}

/// <summary>It was claimed from this payer already.</summary>
public sealed record SettlementAlreadySubmitted() : Refusal(RefusalKind.Conflict, "settlement.already-submitted",
    new("已向该机构提交过结算。", "It was claimed from this payer already."));

public sealed record ClaimStateUnknown(string Given) : Refusal(RefusalKind.Invalid, "settlement.state-unknown",
    new($"没有结算状态“{Given}”。", $"There is no state '{Given}' of a claim."))
{
    public static ClaimStateUnknown Of(string state) => new(state) { Fields = new Dictionary<string, string[]> { ["state"] = ["unknown"] } };
}

/// <summary>A dispute is settled by the claimant's own office, or by supervision; never by the payer.</summary>
public sealed record DisputeNotYours() : Refusal(RefusalKind.Forbidden, "settlement.dispute-not-yours",
    new("争议由申报机构或督查人员处理。", "A dispute is settled by the institution that claimed, or by supervision."));

public sealed record SettlementNotDisputed() : Refusal(RefusalKind.Conflict, "settlement.not-disputed",
    new("该结算没有争议。", "The settlement is not disputed."));

/// <summary>The day is not over: nothing of it can be compared yet.</summary>
public sealed record StatementDayInvalid() : Refusal(RefusalKind.Invalid, "settlement.day-invalid",
    new("只能对已经结束的日期对账。", "A statement is of a day that is over."));

public sealed record StatementNotFound() : Refusal(RefusalKind.NotFound, "settlement.statement-not-found",
    new("该日没有对账记录。", "There is no reconciliation of that day."));

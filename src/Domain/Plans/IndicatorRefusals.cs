using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Plans;

public sealed record IndicatorUnknown() : Refusal(RefusalKind.NotFound, "indicator.not-found",
    new("没有这个指标。", "There is no such indicator."));

public sealed record IndicatorIsComputed() : Refusal(RefusalKind.Conflict, "indicator.computed",
    new("该指标由系统计算，不接受报送。", "The indicator is computed from the ledger, and is not reported."));

public sealed record IndicatorNotYours() : Refusal(RefusalKind.Forbidden, "indicator.not-yours",
    new("该指标由相应任务的牵头单位或督查人员报送。", "It is reported by the lead of its initiatives, or by a supervisor."));

/// <summary>What was sent cannot be; <see cref="Refusal.Fields"/> says which field.</summary>
public sealed record IndicatorFieldInvalid(string Field, LocalizedText Why)
    : Refusal(RefusalKind.Invalid, "indicator.field-invalid", Why)
{
    internal static IndicatorFieldInvalid Of(string field, string zh, string en) =>
        new(field, new(zh, en)) { Fields = new Dictionary<string, string[]> { [field] = [en] } };
}

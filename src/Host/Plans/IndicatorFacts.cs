using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Plans;

/// <summary>What is shown of a reported indicator.</summary>
internal sealed class IndicatorFacts : IMatterFacts
{
    public string Kind => ReportedIndicator.MatterKind;

    public IReadOnlyList<string> People { get; } = [];

    public object Show(Matter matter, bool clear) =>
        matter is ReportedIndicator indicator ? new { indicator.Code, indicator.Reports } : new { };
}

/// <summary>The words of a reported indicator.</summary>
internal sealed class IndicatorWords : IMatterWords
{
    public string Kind => ReportedIndicator.MatterKind;

    public LocalizedText KindName { get; } = new("行动计划指标", "Indicator of the plan");

    public LocalizedText? Event(object e) => e is IndicatorReported x
        ? new($"{x.Period} 报送 {x.Code}：{x.Numerator} / {x.Denominator}", $"{x.Code} reported for {x.Period}: {x.Numerator} of {x.Denominator}")
        : null;

    public LocalizedText? Status(string status) => status == "reported" ? new("已报送", "Reported") : null;
}

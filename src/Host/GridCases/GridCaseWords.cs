using SmartCity.Domain.GridCases;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases.Emergencies;

namespace SmartCity.Host.GridCases;

/// <summary>The words of a case in peace: its events in a sentence each, its statuses, its clocks.</summary>
internal sealed class GridCaseWords(UnitDirectory units, ResponsePlans plans) : IMatterWords
{
    public string Kind => GridCase.MatterKind;

    public LocalizedText KindName { get; } = new("城市案件", "City case");

    public LocalizedText? Instance(string element, string instance) =>
        element is "response-task" or "added-response-task" ? plans.TaskName(instance) : null;

    public LocalizedText? Event(object e) => e switch
    {
        GridCaseReported { PartOf: { } whole } => new($"由 {whole.Number} 拆分", $"Split from {whole.Number}"),
        GridCaseReported => new("上报", "Reported"),
        GridCaseAccepted { Automatic: true } => new("自动立案", "Filed automatically"),
        GridCaseAccepted => new("立案", "Filed as a case"),
        GridCaseRefused x => new($"不予立案：{x.Reason}", $"No case: {x.Reason}"),
        GridCaseTransferred x => new($"移送 {Name(x.Unit).Zh}：{x.Reason}", $"Passed on to {Name(x.Unit).En}: {x.Reason}"),
        GridCaseSplit x => new($"拆分为 {x.Parts.Count + 1} 件", $"Split into {x.Parts.Count + 1} cases"),
        GridCaseMerged x => new($"并入 {x.Into.Number}", $"Merged into {x.Into.Number}"),
        DuplicateAbsorbed x => new($"合并重复案件 {x.Duplicate.Number}", $"Duplicate {x.Duplicate.Number} merged in"),
        GridCaseClassified x => new(
            $"研判：{x.Kind.Name.Zh}，{Severity(x.Severity.Severity).Zh}", $"Classified: {x.Kind.Name.En}, {Severity(x.Severity.Severity).En}"),
        GridCaseDispatched { Mode: DispatchModes.Whistle } x => new($"吹哨：{Names(x.CoUnits).Zh}", $"Called to the place: {Names(x.CoUnits).En}"),
        GridCaseDispatched x => new(
            $"{Mode(x.Mode).Zh}派遣至 {Names([x.Unit, .. x.CoUnits]).Zh}", $"Dispatched {Mode(x.Mode).En} to {Names([x.Unit, .. x.CoUnits]).En}"),
        GridCaseReturned x => new($"{Name(x.Unit).Zh} 退回：{x.Reason}", $"{Name(x.Unit).En} sent it back: {x.Reason}"),
        HandlingAccepted x => new($"{Name(x.Unit).Zh} 接办", $"{Name(x.Unit).En} took it on"),
        ReporterContacted x => new($"联系报案人：{x.Remark}", $"Reporter spoken to: {x.Remark}"),
        HandlingReported x => new($"处置反馈：{x.Text}", $"Feedback: {x.Text}"),
        CaseExtensionRequested x => new($"申请延期 {x.By.Text.Zh}：{x.Reason}", $"{x.By.Text.En} more asked for: {x.Reason}"),
        CaseExtensionGranted x => new($"同意延期 {x.By.Text.Zh}", $"{x.By.Text.En} more granted"),
        CaseExtensionDenied x => new($"不同意延期：{x.Reason}", $"No more time: {x.Reason}"),
        GridCaseSuspended x => new($"挂账（{Ground(x.Ground).Zh}）：{x.Reason}", $"Waits ({Ground(x.Ground).En}): {x.Reason}"),
        GridCaseResumed { Lapsed: true } => new("挂账到期，恢复处置", "The time to wait is over: it goes on"),
        GridCaseResumed => new("恢复处置", "It goes on"),
        CoUnitReportedIn x => new($"{Name(x.Unit).Zh} 报到", $"{Name(x.Unit).En} reported in"),
        CoUnitHandled x => new($"{Name(x.Unit).Zh} 完成协办：{x.Text}", $"{Name(x.Unit).En} did its part: {x.Text}"),
        CoUnitRated x => new($"评价 {Name(x.Unit).Zh}：{x.Level} 分", $"{Name(x.Unit).En} rated {x.Level} of 5"),
        GridCaseResolved x => new($"处置完成：{x.Result}", $"Done: {x.Result}"),
        GridCaseVerified => new("现场核实：已解决", "Verified on site: done"),
        VerificationFailed x => new($"现场核实未通过：{x.Reason}", $"Verification failed: {x.Reason}"),
        SatisfactionGiven { Solved: false } => new("报案人：未解决", "The reporter: not solved"),
        SatisfactionGiven { Satisfied: false } => new("报案人：已解决，不满意", "The reporter: solved, not satisfied"),
        SatisfactionGiven => new("报案人：满意", "The reporter: satisfied"),
        SatisfactionUnknown => new("未取得报案人评价", "The reporter was not reached"),
        ReportersTold x => new($"答复 {x.Reports.Count} 名报案人", $"{x.Reports.Count} reporters told"),
        GridCaseArchived => new("结案归档", "Closed and filed"),
        GridCaseReopened x => new($"重新办理：{x.Reason}", $"Reopened: {x.Reason}"),
        _ => null,
    };

    public LocalizedText? Status(string status) => status switch
    {
        "reported" => new("待受理", "Reported"),
        "accepted" => new("待研判", "Accepted"),
        "classified" => new("待派遣", "Classified"),
        "dispatched" => new("待接办", "Dispatched"),
        "handling" => new("处置中", "Being handled"),
        "suspended" => new("挂账", "Waiting"),
        "resolved" => new("待核实", "To be verified"),
        "verified" => new("待回访", "Verified"),
        "closed" => new("已结案", "Closed"),
        "emergency" => new("应急响应", "Emergency"),
        "refused" => new("不予立案", "Refused"),
        "transferred" => new("已移送", "Passed on"),
        "merged" => new("已合并", "Merged"),
        _ => null,
    };

    public LocalizedText? Clock(string clock) => clock switch
    {
        GridCaseClocks.Total => new("总时限", "Total time"),
        GridCaseClocks.Response => new("响应时限", "Response time"),
        _ when clock.StartsWith("reopened-", StringComparison.Ordinal) => new("重新办理时限", "Time of the reopening"),
        _ => null,
    };

    private LocalizedText Name(string unit) => units.Name(unit);

    private LocalizedText Names(IEnumerable<string> codes)
    {
        var names = codes.Select(units.Name).ToList();
        return new(string.Join("、", names.Select(n => n.Zh)), string.Join(", ", names.Select(n => n.En)));
    }

    private static LocalizedText Severity(int severity) => severity switch
    {
        Severities.Danger => new("危及生命", "danger to life"),
        Severities.Supply => new("影响基本生活", "supply of a household"),
        Severities.Ordinary => new("一般", "ordinary"),
        _ => new("复杂", "complex"),
    };

    private static LocalizedText Mode(string mode) => mode switch
    {
        DispatchModes.Rule => new("按规则", "by table"),
        DispatchModes.District => new("区级", "by the district"),
        _ => new("人工", "by hand"),
    };

    private static LocalizedText Ground(string ground) => ground switch
    {
        SuspensionGrounds.Materials => new("等待材料", "materials"),
        SuspensionGrounds.Weather => new("天气原因", "weather"),
        _ => new("长期工程", "a long project"),
    };
}

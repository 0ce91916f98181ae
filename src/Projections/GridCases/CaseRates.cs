namespace SmartCity.Projections.GridCases;

/// <summary>A rate (率): so many of so many; no value where there are none to count.</summary>
public sealed record CaseRate(long Counted, long Of)
{
    /// <summary>0 to 1, to four decimals; null where nothing is to be counted.</summary>
    public double? Value => Of == 0 ? null : Math.Round((double)Counted / Of, 4);
}

/// <summary>
/// The figures of cases reported in a period (评价指标). Formulas are those of GB/T 30428.4 (CJ/T 292) as vendors and one
/// city publish them, and of the 12345 assessment (北京市接诉即办工作条例第三十二条); terms:
/// <list type="bullet">
/// <item>a <b>case</b> is a report that was accepted and not refused, transferred or merged afterwards;</item>
/// <item>应处置 <b>due for disposal</b>: dispatched, and disposed of or its time has run out;</item>
/// <item>应结案 <b>due for closing</b>: closed, or its time has run out;</item>
/// <item>its time is the limit <c>total</c>, which stands still while the case is suspended or its reporter is asked; one
/// that had run out before stays so.</item>
/// </list>
/// </summary>
public sealed record CaseRates
{
    /// <summary>上报数: everything that came in.</summary>
    public required long Reports { get; init; }

    /// <summary>立案数: cases.</summary>
    public required long Cases { get; init; }

    /// <summary>Cases without an end yet.</summary>
    public required long Open { get; init; }

    /// <summary>超期未处置数: open cases that are not disposed of and whose time has run out.</summary>
    public required long Overdue { get; init; }

    /// <summary>有效上报率 = reports filed as cases / reports (GB/T 30428.4).</summary>
    public required CaseRate EffectiveReport { get; init; }

    /// <summary>
    /// 准确派遣率 = dispatched to the right unit at first, that is never returned / cases dispatched (GB/T 30428.4). Of one
    /// unit: never returned by it / cases dispatched that it has or sent back.
    /// </summary>
    public required CaseRate DispatchAccuracy { get; init; }

    /// <summary>处置率 = cases disposed of / due for disposal (GB/T 30428.4).</summary>
    public required CaseRate Disposal { get; init; }

    /// <summary>按期处置率 = disposed of within the limit / due for disposal (GB/T 30428.4).</summary>
    public required CaseRate OnTimeDisposal { get; init; }

    /// <summary>超期未处置率 = overdue and not disposed of / due for disposal (GB/T 30428.4).</summary>
    public required CaseRate OverdueOpen { get; init; }

    /// <summary>延期率 = extended / due for disposal (GB/T 30428.4).</summary>
    public required CaseRate Extension { get; init; }

    /// <summary>结案率 = cases closed / due for closing (GB/T 30428.4).</summary>
    public required CaseRate Closing { get; init; }

    /// <summary>按期结案率 = closed within the limit / due for closing (GB/T 30428.4).</summary>
    public required CaseRate OnTimeClosing { get; init; }

    /// <summary>返工率 = cases sent back to handling at least once / due for closing (GB/T 30428.4).</summary>
    public required CaseRate Rework { get; init; }

    /// <summary>
    /// 退回率 = cases that a unit returned at least once / cases dispatched; of this project, no norm. Of one unit: cases that it
    /// returned / cases dispatched that it has or sent back, whoever has them now.
    /// </summary>
    public required CaseRate Return { get; init; }

    /// <summary>重新办理率 = cases reopened at least once / cases closed at least once; of this project, no norm.</summary>
    public required CaseRate Reopening { get; init; }

    /// <summary>响应率 = reporters spoken to within the response limit (24 hours) / cases due for response (12345).</summary>
    public required CaseRate Response { get; init; }

    /// <summary>解决率 = solved, as the reporter says / cases whose reporter said anything (12345).</summary>
    public required CaseRate Solved { get; init; }

    /// <summary>满意率 = satisfied, as the reporter says / cases whose reporter said anything (12345).</summary>
    public required CaseRate Satisfied { get; init; }
}

/// <summary>The same for one unit that handles them.</summary>
public sealed record UnitRates(string Unit, CaseRates Rates);

/// <summary>All figures of a period, and of each unit.</summary>
public sealed record CaseFigures(CaseRates All, IReadOnlyList<UnitRates> Units);

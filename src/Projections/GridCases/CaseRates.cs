using NodaTime;

namespace SmartCity.Projections.GridCases;

/// <summary>A rate (率): so many of so many; no value where there are none to count.</summary>
public sealed record CaseRate(long Counted, long Of)
{
    /// <summary>0 to 1, to four decimals; null where nothing is to be counted.</summary>
    public double? Value => Of == 0 ? null : Math.Round((double)Counted / Of, 4);

    /// <summary>Where the list of the cases counted is.</summary>
    public string? Href { get; init; }

    /// <summary>Where the list of those that they are counted of is.</summary>
    public string? OfHref { get; init; }
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

    /// <summary>按时立案率 = filed within the limit of the intake / cases (GB/T 30428.4).</summary>
    public required CaseRate FilingOnTime { get; init; }

    /// <summary>按期派遣率 = first sent to a unit within the limit / dispatched, or the limit has run out (GB/T 30428.4).</summary>
    public required CaseRate DispatchOnTime { get; init; }

    /// <summary>
    /// 按期核查率 = each time checked on site within the limit / checked, or the limit has run out (GB/T 30428.4). 按期核实率, the
    /// check before the filing, is not counted: no step of the process is that.
    /// </summary>
    public required CaseRate CheckOnTime { get; init; }

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

    /// <summary>Out of counts and rates by their names.</summary>
    internal static CaseRates Of(Func<string, long> count, Func<string, CaseRate> rate) => new()
    {
        Reports = count(JudgedCases.Reports),
        Cases = count(JudgedCases.Cases),
        Open = count(JudgedCases.Open),
        Overdue = count(JudgedCases.Overdue),
        EffectiveReport = rate("effectiveReport"),
        FilingOnTime = rate("filingOnTime"),
        DispatchAccuracy = rate("dispatchAccuracy"),
        DispatchOnTime = rate("dispatchOnTime"),
        Disposal = rate("disposal"),
        OnTimeDisposal = rate("onTimeDisposal"),
        OverdueOpen = rate("overdueOpen"),
        Extension = rate("extension"),
        CheckOnTime = rate("checkOnTime"),
        Closing = rate("closing"),
        OnTimeClosing = rate("onTimeClosing"),
        Rework = rate("rework"),
        Return = rate("return"),
        Reopening = rate("reopening"),
        Response = rate("response"),
        Solved = rate("solved"),
        Satisfied = rate("satisfied"),
    };
}

/// <summary>Where the list of the cases behind a figure is.</summary>
/// <param name="unit">Null for all units together.</param>
/// <param name="counted">Those counted, or those they are counted of.</param>
public delegate string CaseLinks(Instant at, CasePeriod period, string? unit, string figure, bool counted);

/// <summary>The same for one unit that handles them.</summary>
public sealed record UnitRates(string Unit, CaseRates Rates);

/// <summary>All figures of a period, and of each unit.</summary>
/// <param name="At">What they are as of, and by which lateness was judged.</param>
public sealed record CaseFigures(Instant At, CasePeriod Period, CaseRates All, IReadOnlyList<UnitRates> Units);

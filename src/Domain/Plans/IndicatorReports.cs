using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;

namespace SmartCity.Domain.Plans;

/// <summary>A unit reported an indicator for a month (指标报送). The newest report of a month counts; the others stay.</summary>
/// <param name="Period">The month, such as <c>2026-10</c>.</param>
/// <param name="Units">Those that answer for the indicator.</param>
public sealed record IndicatorReported(
    Guid IndicatorId, string Number, string Code, LocalizedText Name, IReadOnlyList<string> Units, Guid ReportId, string Period,
    decimal Numerator, decimal Denominator, string Note, IReadOnlyList<Guid> Evidence, string Unit, string By) : IDomainEvent;

/// <summary>One report of an indicator.</summary>
public sealed record IndicatorReport(
    Guid Id, Instant At, string Period, decimal Numerator, decimal Denominator, string Note, ImmutableList<Guid> Evidence,
    string Unit, string By);

/// <summary>
/// What was reported of one indicator, as its stream tells it. It is kept by the same means as a matter and stands in no list of
/// matters: nobody must finish it.
/// </summary>
public sealed record ReportedIndicator : Matter
{
    public const string MatterKind = "plan-indicator";

    public required string Code { get; init; }

    /// <summary>In the order in which they came.</summary>
    public ImmutableList<IndicatorReport> Reports { get; init; } = [];

    /// <inheritdoc/>
    public override bool Listed => false;

    /// <inheritdoc/>
    public override string Status => "reported";

    /// <inheritdoc/>
    public override string Stage => Stages.Evaluation;

    /// <inheritdoc/>
    public override IEnumerable<Guid> Attachments => Reports.SelectMany(report => report.Evidence);

    /// <summary>The state after the event; total.</summary>
    public static ReportedIndicator? Evolve(ReportedIndicator? state, Recorded e) => (state, e.Data) switch
    {
        (null, IndicatorReported first) => Add(Open(first, e), first, e),
        (null, _) => null,
        (_, IndicatorReported more) => Add(state.EvolveShared<ReportedIndicator>(e), more, e),
        _ => state.EvolveShared<ReportedIndicator>(e),
    };

    private static ReportedIndicator Add(ReportedIndicator state, IndicatorReported e, Recorded recorded) => state with
    {
        Units = state.Units.Union(e.Units).Add(e.Unit),
        Reports = state.Reports.Add(new(
            e.ReportId, recorded.OccurredAt, e.Period, e.Numerator, e.Denominator, e.Note, [.. e.Evidence], e.Unit, e.By)),
    };

    private static ReportedIndicator Open(IndicatorReported e, Recorded recorded) => new()
    {
        Id = e.IndicatorId,
        Number = e.Number,
        Kind = MatterKind,
        Title = e.Name,
        Unit = e.Unit,
        IntakeUnit = e.Unit,
        Channel = "plan",
        OpenedAt = recorded.OccurredAt,
        Version = recorded.Version,
        Code = e.Code,
    };
}

/// <summary>What may be reported of an indicator.</summary>
public static class IndicatorDecider
{
    private const decimal Most = 1_000_000_000_000m;

    public static Decision Decide(ReportedIndicator? state, ReportIndicator command, StepContext context)
    {
        if (command.Definition is not { } definition) return new IndicatorUnknown();
        if (definition.How != PlanIndicator.Reported) return new IndicatorIsComputed();
        if (!MayReport(command, context.Actor)) return new IndicatorNotYours();
        if (Unsound(command, definition, context) is { } unsound) return unsound;
        if (state?.Reports.FindLast(report => report.Period == command.Period) is { } last
            && (last.Numerator, last.Denominator, last.Note) == (command.Numerator, command.Denominator, command.Note.Trim())
            && last.Evidence.SequenceEqual(command.Evidence.Distinct()))
            return Decision.Nothing;
        return Decision.Of(new IndicatorReported(
            command.Id, state?.Number ?? command.Number, definition.Code, definition.Name, command.Units, context.NewId(),
            command.Period, command.Numerator, command.Denominator, command.Note.Trim(), [.. command.Evidence.Distinct()],
            context.Actor.Unit, context.Actor.Id));
    }

    private static bool MayReport(ReportIndicator command, Actor actor) =>
        actor.Has(Roles.Supervisor)
        || (command.Units.Contains(actor.Unit) && (actor.Has(Roles.Officer) || actor.Has(Roles.Approver)));

    private static IndicatorFieldInvalid? Unsound(ReportIndicator command, PlanIndicator definition, StepContext context)
    {
        if (YearMonthPattern.Iso.Parse(command.Period) is not { Success: true, Value: var month })
            return IndicatorFieldInvalid.Of("period", "须为月份，如 2026-10。", "It is a month, such as 2026-10.");
        if (month.ToDateInterval().Start > context.Now.InZone(WorkingCalendar.Zone).Date)
            return IndicatorFieldInvalid.Of("period", "不能在未来。", "It lies in the future.");
        if (command.Denominator is <= 0 or > Most)
            return IndicatorFieldInvalid.Of("denominator", "须大于零。", "It is more than nothing.");
        if (command.Numerator < 0 || command.Numerator > command.Denominator)
            return IndicatorFieldInvalid.Of("numerator", "须在零与分母之间。", "It is between nothing and the denominator.");
        if (definition.Measure == "yes-no" && (command.Denominator != 1 || command.Numerator is not (0 or 1)))
            return IndicatorFieldInvalid.Of("numerator", "完成报 1/1，未完成报 0/1。", "1 of 1 when done, 0 of 1 when not.");
        return command.Evidence.Count == 0 ? IndicatorFieldInvalid.Of("evidence", "须附佐证材料。", "Evidence is required.") : null;
    }
}

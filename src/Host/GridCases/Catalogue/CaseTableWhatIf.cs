using System.Text.Json;
using NodaTime;
using SmartCity.Domain.GridCases;
using SmartCity.Domain.GridCases.Catalogue;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Catalogue;

/// <summary>What if a table of city cases had said otherwise (规则表): severity, limits and unit of past cases.</summary>
internal sealed class CaseTableWhatIf(MatterWhatIf matters, PublishedTables tables, UnitDirectory units) : IAnswersWhatIf
{
    private static readonly TableSignature[] Known = [.. CaseTables.Signatures.Where(signature => signature.Code != "duplicates")];

    public string Kind => "table";

    public IReadOnlyList<string> Fields => ["table"];

    public IReadOnlyList<string> Tables => [.. Known.Select(signature => signature.Code)];

    public (WhatIfRun? Run, Refusal? Refusal) Read(JsonElement rule)
    {
        var given = WhatIfParts.Parse<DecisionTable>(rule, "table");
        if (DecisionTableDecider.Fault(given, Known.Single(signature => signature.Code == given.Code), units.Handles) is { } fault) return (null, fault);
        return ((period, count, stop) =>
        {
            var (was, would) = (new TablesByDay(tables, null, units.Handles), new TablesByDay(tables, given, units.Handles));
            return matters.Run(
                new(period.From, period.To, GridCase.MatterKind), period.At, () => new ChangedCaseTables(was.At, would.At), Compare, count, stop);
        }, null);
    }

    private IEnumerable<WhatIfDifference> Compare(ChangedCaseTables changed, WhatIfCount count)
    {
        if (changed.Severity is var (was, would))
        {
            count.Count($"severity.{was}", new($"紧急程度 {was}", $"Severity {was}"), 1, 0);
            count.Count($"severity.{would}", new($"紧急程度 {would}", $"Severity {would}"), 0, 1);
            if (was != would) yield return new("severity", null, was, would);
        }
        if (changed.Unit is not var (sent, wouldBe)) yield break;
        foreach (var (unit, before, after) in ((string?, int, int)[])[(sent, 1, 0), (wouldBe, 0, 1)])
            count.Count("unit." + (unit ?? "by-hand"), unit is null ? new("由派遣员指定", "Left to a dispatcher") : units.Name(unit), before, after);
        if (sent != wouldBe) yield return new("unit", null, sent, wouldBe);
    }

    /// <summary>The tables in force on each day, one of them replaced by another.</summary>
    private sealed class TablesByDay(PublishedTables tables, DecisionTable? instead, Func<string, bool> isUnit)
    {
        private readonly Dictionary<LocalDate, ICaseRules> _known = [];
        private readonly Dictionary<DecisionTable, PreparedTable> _prepared = new(ReferenceEqualityComparer.Instance);

        public ICaseRules At(Instant moment)
        {
            var day = moment.InZone(WorkingCalendar.Zone).Date;
            return _known.TryGetValue(day, out var known) ? known : _known[day] = Of(day);
        }

        private CaseTables Of(LocalDate day) => new(
            new Dictionary<string, CaseKindTerms>(),
            tables.Current.Tables.ToDictionary(
                table => table.Key,
                table => Prepared(table.Key == instead?.Code ? instead : table.Value.InForce(day) ?? table.Value.Versions[0])),
            isUnit);

        private PreparedTable Prepared(DecisionTable table) =>
            _prepared.TryGetValue(table, out var ready) ? ready : _prepared[table] = new(table);
    }
}

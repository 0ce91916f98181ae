using System.Collections.Immutable;
using NodaTime;

namespace SmartCity.Domain.Shared.Rules;

/// <summary>Puts a version of a table into force (发布决策表).</summary>
/// <param name="NextFrom">First day of the version that is published right after it, where one is.</param>
public sealed record PublishDecisionTable(DecisionTable Table, LocalDate? NextFrom = null);

/// <summary>A version of a decision table was published, whole.</summary>
public sealed record DecisionTablePublished(DecisionTable Table) : IDomainEvent;

/// <summary>All published versions of one table, oldest first; folded from the table's own stream.</summary>
public sealed record DecisionTableHistory(string Code, ImmutableList<DecisionTable> Versions)
{
    /// <summary>The version that is asked on the day: a later one replaces an earlier one from its first day.</summary>
    public DecisionTable? InForce(LocalDate day) =>
        Versions.LastOrDefault(table => table.ValidFrom <= day) is { } newest && newest.IsInForce(day) ? newest : null;

    /// <summary>Total; other events change nothing.</summary>
    public static DecisionTableHistory? Evolve(DecisionTableHistory? state, object @event) => @event switch
    {
        DecisionTablePublished e => new(e.Table.Code, (state?.Versions ?? []).Add(e.Table)),
        _ => state,
    };
}

/// <summary>What may be published.</summary>
public static class DecisionTableDecider
{
    /// <summary>
    /// Publishes the next version. The same again: nothing. Refused where the table does not answer every case with
    /// exactly one rule, it has no example or one fails, it names an unknown value, it is not what its askers ask
    /// (<paramref name="signature"/>), its validity overlaps the version before, or a day would be left without a table.
    /// </summary>
    public static Decision Publish(
        DecisionTableHistory? state, PublishDecisionTable command, TableSignature signature, Func<string, bool> isUnit)
    {
        var table = command.Table;
        if (state?.Versions.Find(known => known.Version == table.Version) is { } same)
            return CatalogueJson.Same(same, table) ? Decision.Nothing : new TableVersionExists(table.Key);
        if (table.Version != (state?.Versions.Count ?? 0) + 1)
            return new TableVersionNotNext(table.Key, (state?.Versions.Count ?? 0) + 1);
        if (DecisionTableCheck.Of(table) is { } fault) return fault;
        if (table.Tests.Count == 0) return new TableWithoutTests(table.Key);
        if (Unasked(table, signature, isUnit) is { } other) return other;
        // An open-ended version ends where the next begins; a dated one must have ended before.
        if (state?.Versions is [.., var before] && table.ValidFrom <= (before.ValidTo ?? before.ValidFrom))
            return new TableValidityOverlaps(table.Key, before.Version, table.ValidFrom);
        if (Gap(state, command) is { } day) return new TableGapInTime(table.Key, day);
        return Decision.Of(new DecisionTablePublished(table));
    }

    /// <summary>What stands against a table that is asked without being published: the same, but for versions, days and examples.</summary>
    public static Refusal? Fault(DecisionTable table, TableSignature signature, Func<string, bool> isUnit) =>
        DecisionTableCheck.Of(table) ?? Unasked(table, signature, isUnit);

    private static Refusal? Unasked(DecisionTable table, TableSignature signature, Func<string, bool> isUnit) =>
        (Refusal?)signature.Fault(table) ?? StrangeUnit(table, isUnit);

    /// <summary>The first day without a table: between the version before and this one, or after its own end.</summary>
    private static LocalDate? Gap(DecisionTableHistory? state, PublishDecisionTable command)
    {
        if (state?.Versions is [.., { ValidTo: { } ended }] && command.Table.ValidFrom > ended.PlusDays(1))
            return ended.PlusDays(1);
        return command.Table.ValidTo is { } last && !(command.NextFrom <= last.PlusDays(1)) ? last.PlusDays(1) : null;
    }

    private static TableValueUnknown? StrangeUnit(DecisionTable table, Func<string, bool> isUnit) => (
        from output in table.Outputs
        where output.Type == DecisionOutput.Unit
        from rule in table.Rules
        where rule.Then.TryGetValue(output.Name, out var unit)
            && !(unit.StartsWith('=') ? AreUnits(table, unit[1..], isUnit) : isUnit(unit))
        select new TableValueUnknown(table.Key, $"rules.{rule.Id}.then.{output.Name}", rule.Then[output.Name])).FirstOrDefault();

    /// <summary>Whether the values of the input are units, so that a unit may be whatever it is.</summary>
    private static bool AreUnits(DecisionTable table, string name, Func<string, bool> isUnit) =>
        table.Inputs.Any(input => input.Name == name && input.Type == DecisionInput.Text && input.Values.All(isUnit));
}

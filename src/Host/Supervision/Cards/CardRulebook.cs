using System.Collections.Concurrent;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>What the published rules say of a cause, and who of a unit explains.</summary>
internal sealed class CardRulebook(PublishedTables tables, AccountBook accounts)
{
    /// <summary>Who explains, where the unit has nobody of the roles before it.</summary>
    private static readonly string[] Explainers =
    [
        Roles.Approver, Roles.DutyOfficer, Roles.Reviewer, Roles.Officer,
        .. Roles.Handlers,
    ];

    private readonly ConcurrentDictionary<string, PreparedTable> _prepared = new();

    /// <summary>By the table that was in force when it was recorded; null where no card is raised.</summary>
    public CardRule? RuleOf(CardCauseRow cause)
    {
        var day = cause.RecordedAt.InZone(WorkingCalendar.Zone).Date;
        return tables.Current.Tables.GetValueOrDefault(CardTable.Code)?.InForce(day) is { } table
            ? CardTable.Ask(_prepared.GetOrAdd(table.Key, _ => new(table)), cause.Cause, cause.Kind, cause.WholeInTime)
            : null;
    }

    /// <summary>Every cause that a version of the table raises cards for.</summary>
    public IEnumerable<string> Causes => tables.Current.Tables.GetValueOrDefault(CardTable.Code)?.Versions
        .SelectMany(table => table.Inputs).Where(input => input.Name == CardTable.Cause).SelectMany(input => input.Values) ?? [];

    /// <summary>The head of the unit (approver); where no account is known to be one, the nearest role that somebody has there.</summary>
    public string RoleOf(string unit)
    {
        var there = accounts.People.Where(account => account.Unit == unit).SelectMany(account => account.Roles).ToHashSet();
        return Explainers.FirstOrDefault(there.Contains) ?? Explainers[0];
    }
}

using System.Collections.Concurrent;
using NodaTime;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>What the published rules of today say of patients: how long a ground holds, how sure a match is, what a record must hold.</summary>
internal sealed class PatientRulebook(PublishedTables tables, RecordStandards standards, IClock clock)
{
    private readonly ConcurrentDictionary<string, PreparedTable> _prepared = new();

    public LocalDate Today => clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;

    public AccessTimes Times => AccessTimes.Of(Table(AccessTimes.Table));

    public RecordStandard Standard => standards.On(Today);

    public Match Match(Agreement agreement) => MatchRules.Of(Table(MatchRules.Table), agreement);

    private PreparedTable Table(string code) => tables.Current.Tables.GetValueOrDefault(code)?.InForce(Today) is { } table
        ? _prepared.GetOrAdd(table.Key, _ => new(table))
        : throw new InvalidOperationException($"No version of the decision table {code} is in force today.");
}

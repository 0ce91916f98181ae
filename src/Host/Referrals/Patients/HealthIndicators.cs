using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>
/// Standardised health records (规范化建档率): records that were complete at the month's end, by the standard of the day on which
/// each last changed, of the permanent residents, whose number is a setting with its source.
/// </summary>
internal sealed class StandardRecords(ResidentFile residents) : IComputesIndicator
{
    public string Code => "P2";

    public async Task<IndicatorFigures> Compute(Snapshot snapshot, CancellationToken stop)
    {
        var months = IndicatorMonths.Of(snapshot.At).ToList();
        await using var query = snapshot.Query(
            "select m.i, (select count(*) from read.health_records r where r.since <= m.at and r.until > m.at and r.complete "
            + "and (r.complete_until is null or r.complete_until >= (m.at at time zone 'Asia/Shanghai')::date)) "
            + "from unnest($2::timestamptz[]) with ordinality m (at, i) where $1 is not null order by m.i",
            months.Select(month => month.End).ToArray());
        var shares = new List<IndicatorMonth>();
        await using var row = await query.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop))
        {
            var (month, end) = months[(int)row.GetInt64(0) - 1];
            var all = residents.On(end.InZone(WorkingCalendar.Zone).Date).Residents;
            shares.Add(new(month, decimal.Round((decimal)row.GetInt64(1) / all, 4), row.GetInt64(1), all));
        }
        return new(shares[^1].Numerator, shares[^1].Denominator, shares);
    }
}

/// <summary>
/// Interconnection (互联互通率): health institutions that entered a patient or wrote in a record until the month's end, of all that
/// the directory of units knows now.
/// </summary>
internal sealed class ConnectedInstitutions(UnitDirectory units) : IComputesIndicator
{
    public string Code => "P3";

    public async Task<IndicatorFigures> Compute(Snapshot snapshot, CancellationToken stop)
    {
        var all = units.All.Select(unit => unit.Code).Where(units.IsHealthInstitution).ToList();
        var months = IndicatorMonths.Of(snapshot.At).ToList();
        // A record that was erased or linked since had its institutions all the same: they count from their first day on.
        await using var query = snapshot.Query(
            "select u.unit, min(r.since) from read.health_records r cross join lateral unnest(r.units) u (unit) where r.since <= $1 group by 1");
        var first = new Dictionary<string, Instant>();
        await using (var row = await query.ExecuteReaderAsync(stop))
            while (await row.ReadAsync(stop)) first[row.GetString(0)] = row.GetFieldValue<Instant>(1);
        var shares = months.Select(month => (month.Month, Count: all.Count(unit => first.TryGetValue(unit, out var since) && since <= month.End)))
            .Select(month => new IndicatorMonth(month.Month, all.Count == 0 ? null : decimal.Round((decimal)month.Count / all.Count, 4), month.Count, all.Count))
            .ToList();
        return new(shares[^1].Numerator, all.Count, shares);
    }
}

using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using SmartCity.Domain.Referrals.Settlements;
using SmartCity.Projections.Shared;

namespace SmartCity.Projections.Referrals.Settlements;

/// <summary>One settlement in the inline read model <c>read.settlements</c>; columns are the properties.</summary>
/// <param name="ChangedOn">The days on which it changed, as ISO 8601.</param>
public sealed record SettlementRow(
    Guid Id, string Number, string Payer, string Unit, Guid Subject, Guid Patient, string Status, decimal Amount, decimal? Settled,
    Instant SubmittedAt, Instant ChangedAt, string[] ChangedOn)
{
    public static InlineTable Inline { get; } = InlineTable.Of<Settlement, SettlementRow>("read.settlements", Of);

    public static SchemaPart Schema { get; } = SchemaPart.File("Referrals/Settlements/settlements.sql");

    public static SettlementRow Of(Settlement s) => new(
        s.Id, s.Number, s.Payer, s.Unit, s.Subject, s.Patient, s.Status, s.Amount, s.Settled, s.OpenedAt, s.ChangedAt,
        [.. s.ChangedOn.Select(LocalDatePattern.Iso.Format)]);
}

/// <summary>Settlements by number, by subject, by the time of their last change.</summary>
public sealed class SettlementList(NpgsqlDataSource source)
{
    private const string Columns = "id, number, payer, unit, subject, patient, status, amount, settled, submitted_at, changed_at, changed_on";

    /// <summary>The stream that a claim of this subject from this payer has, there or not yet.</summary>
    /// <param name="round">How often it was claimed before, and rejected.</param>
    public static Guid IdOf(Guid subject, string payer, int round) =>
        StreamIds.Of(string.Create(CultureInfo.InvariantCulture, $"settlement/{subject:N}/{payer}/{round}"));

    public async Task<SettlementRow?> Find(string payer, string number, CancellationToken stop) =>
        (await Read("where payer = $1 and number = $2", stop, payer, number)).SingleOrDefault();

    public Task<IReadOnlyList<SettlementRow>> Named(string payer, IReadOnlyList<string> numbers, CancellationToken stop) =>
        Read("where payer = $1 and number = any($2)", stop, payer, numbers.ToArray());

    /// <summary>Those that changed on the day, whatever became of them later.</summary>
    public Task<IReadOnlyList<SettlementRow>> ChangedOn(string payer, LocalDate day, CancellationToken stop) =>
        Read("where payer = $1 and changed_on @> array[$2]", stop, payer, LocalDatePattern.Iso.Format(day));

    /// <summary>The days on which something changed, of what last changed at the moment or later.</summary>
    public async Task<IReadOnlyList<LocalDate>> DaysSince(string payer, Instant moment, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select distinct day from read.settlements, unnest(changed_on) day where payer = $1 and changed_at >= $2 order by day");
        query.Parameters.Add(new() { Value = payer });
        query.Parameters.Add(new() { Value = moment });
        await using var row = await query.ExecuteReaderAsync(stop);
        var days = new List<LocalDate>();
        while (await row.ReadAsync(stop)) days.Add(LocalDatePattern.Iso.Parse(row.GetString(0)).Value);
        return days;
    }

    /// <summary>The newest, by id downwards; of one unit, one subject or one status where that is given.</summary>
    public Task<IReadOnlyList<SettlementRow>> Page(
        string? unit, Guid? subject, string? status, Guid? before, int most, CancellationToken stop) => Read(
        "where ($1::text is null or unit = $1) and ($2::uuid is null or subject = $2) and ($3::text is null or status = $3) "
        + "and ($4::uuid is null or (submitted_at, id) < (select submitted_at, id from read.settlements where id = $4)) "
        + "order by submitted_at desc, id desc limit $5",
        stop, unit, subject, status, before, most);

    private async Task<IReadOnlyList<SettlementRow>> Read(string where, CancellationToken stop, params object?[] values)
    {
        await using var query = source.CreateCommand($"select {Columns} from read.settlements {where}");
        foreach (var value in values) query.Parameters.Add(new() { Value = value ?? DBNull.Value });
        await using var row = await query.ExecuteReaderAsync(stop);
        var found = new List<SettlementRow>();
        while (await row.ReadAsync(stop))
            found.Add(new(
                row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetGuid(4), row.GetGuid(5), row.GetString(6),
                row.GetDecimal(7), row.IsDBNull(8) ? null : row.GetDecimal(8), row.GetFieldValue<Instant>(9),
                row.GetFieldValue<Instant>(10), row.GetFieldValue<string[]>(11)));
        return found;
    }
}

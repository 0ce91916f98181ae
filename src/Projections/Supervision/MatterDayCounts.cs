using NodaTime;
using Npgsql;
using SmartCity.Projections.Shared.Following;

namespace SmartCity.Projections.Supervision;

/// <summary>
/// Keeps <c>read.matter_days</c>: whenever enough spans have begun since the last mark, one step adds them to the counts of their days and
/// sets the next mark. Counts keep what they were, as span tables do, so that any past moment has a mark not far before it.
/// </summary>
public sealed class MatterDayCounts(NpgsqlDataSource source, Snapshots snapshots)
{
    /// <summary>A long way is gone in steps of so many spans.</summary>
    private const int LongStep = 5_000;

    /// <summary>Spans that must have begun for a step where nothing else is set.</summary>
    public const int UsualStep = 2_000;

    /// <summary>One step; false when there is too little for one.</summary>
    /// <param name="least">Spans that make a step.</param>
    public async Task<bool> Step(int least, CancellationToken stop)
    {
        var settled = await snapshots.Read(null, snapshot => Task.FromResult(snapshot.At), stop);
        if (await Next(settled, least, null, stop) is null) return false;
        await using var connection = await source.OpenConnectionAsync(stop);
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await using (var turn = new NpgsqlCommand(SpanWriter.Turn, connection, transaction)) await turn.ExecuteNonQueryAsync(stop);
        if (await Next(settled, least, connection, stop) is not { } step) return false;
        foreach (var set in DaySet.All) await Execute(Add(set), connection, step, stop);
        await Execute("insert into read.matter_day_marks (at) values ($2)", connection, step, stop);
        await transaction.CommitAsync(stop);
        return true;
    }

    /// <summary>From the last mark to the next; null when there is too little between.</summary>
    private async Task<(Instant From, Instant To)?> Next(Instant settled, int least, NpgsqlConnection? connection, CancellationToken stop)
    {
        await using var query = connection is null ? source.CreateCommand() : connection.CreateCommand();
        query.CommandText =
            $"""
            with last as (select coalesce(max(at), '-infinity') at from read.matter_day_marks)
            select (select at from last), max(since), count(*) from (
                select since from read.supervised where since > (select at from last) and since <= $1 order by since limit {LongStep}) changed
            """;
        query.Parameters.Add(new() { Value = settled });
        await using var row = await query.ExecuteReaderAsync(stop);
        return await row.ReadAsync(stop) && row.GetInt64(2) >= least ? (row.GetFieldValue<Instant>(0), row.GetFieldValue<Instant>(1)) : null;
    }

    /// <summary>What a step adds to the counts of a set: those that change end at the step, and stand from then as they are after it.</summary>
    private static string Add(DaySet set)
    {
        var keys = $"day, {string.Join(", ", DaySet.Divisions)}";
        var same = string.Join(" and ", keys.Split(", ").Select(key => $"c.{key} = d.{key}"));
        var divided = string.Concat(DaySet.Divisions.Select(key =>
            ", " + (!set.Keys.Contains(key) ? $"'' {key}" : key switch { "town" => "coalesce(town, '') town", "light" => MatterSql.Ended, _ => key })));
        var columns = set.Figures.Select(DaySet.Column).Prepend("n").ToList();
        return
            $"""
            with moved as (
                select {keys}, value, sum(w) n{DayParts.Sums(set)} from (
                    select {set.Day} as day{divided}, {set.Value} as value, w{DayParts.Figures(set)}
                    from ({DayParts.Since("$1", "$2", $"{set.Moment} is not null")}) weighted) parts
                group by {keys}, value),
            delta as (
                select {keys}, {string.Join(", ", columns.Select(column => $"sum({column}) {column}"))},
                    string_agg(decode(repeat(encode(int4send(value), 'hex'), n::int), 'hex'), '') filter (where n > 0) plus,
                    string_agg(decode(repeat(encode(int4send(value), 'hex'), -n::int), 'hex'), '') filter (where n < 0) minus
                from moved group by {keys}),
            changed as (
                select * from delta where plus is not null or minus is not null or {string.Join(" or ", columns.Select(column => $"{column} <> 0"))}),
            ended as (
                update read.matter_days c set until = $2 from changed d
                where c.until = 'infinity' and c.day_of = '{set.Name}' and {same} returning c.*)
            insert into read.matter_days (day_of, {keys}, since, until, {string.Join(", ", columns)}, plus, minus)
            select '{set.Name}', {string.Join(", ", keys.Split(", ").Select(key => "d." + key))}, $2, 'infinity',
                {string.Join(", ", columns.Select(column => $"coalesce(c.{column}, 0) + d.{column}"))},
                nullif(coalesce(c.plus, '') || coalesce(d.plus, ''), ''), nullif(coalesce(c.minus, '') || coalesce(d.minus, ''), '')
            from changed d left join ended c on {same} where coalesce(c.n, 0) + d.n > 0
            """;
    }

    private static async Task Execute(string sql, NpgsqlConnection connection, (Instant From, Instant To) step, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new() { Value = step.From });
        command.Parameters.Add(new() { Value = step.To });
        await command.ExecuteNonQueryAsync(stop);
    }
}

using System.Diagnostics;
using NodaTime;
using Npgsql;
using NpgsqlTypes;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// What the server could take with nothing in between: the same rows by binary COPY through a temporary table into a copy of
/// the table of values, with its key, its indexes and its de-duplication, 5,000 rows a commit on two connections.
/// </summary>
internal sealed class IngestRaw(Workbench bench, int stations, int points)
{
    private const int Connections = 2, RowsACommit = 5_000;
    private readonly int[] _rows = new int[Connections];

    public async Task Prepare()
    {
        await bench.Execute("drop schema if exists bench cascade; create schema bench; "
            + "create table bench.points (like telemetry.points including all) partition by range (at); "
            + "create table bench.points_all partition of bench.points default");
        for (var i = 0; i < Connections; i++) _rows[i] = 0;
    }

    /// <summary>Rows a second.</summary>
    public async Task<(double Seconds, long Rows)> Run(TimeSpan duration)
    {
        var began = Stopwatch.GetTimestamp();
        var rows = await Task.WhenAll(Enumerable.Range(0, Connections).Select(lane => Task.Run(() => Lane(lane, began, duration))));
        return (Stopwatch.GetElapsedTime(began).TotalSeconds, rows.Sum());
    }

    private async Task<long> Lane(int lane, long began, TimeSpan duration)
    {
        await using var connection = await bench.Database.OpenConnectionAsync();
        await Run(connection, "create temp table if not exists raw_stage (like bench.points) on commit delete rows");
        var written = 0L;
        while (Stopwatch.GetElapsedTime(began) < duration)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var copy = await connection.BeginBinaryImportAsync(
                "copy raw_stage (at, value, series, flag) from stdin (format binary)"))
            {
                for (var i = 0; i < RowsACommit; i++) Row(copy, lane, _rows[lane]++);
                await copy.CompleteAsync();
            }
            await Run(connection, "insert into bench.points select * from raw_stage on conflict do nothing");
            await transaction.CommitAsync();
            written += RowsACommit;
        }
        return written;
    }

    /// <summary>As the stations bring them: all points of one, then of the next, then the next second.</summary>
    private void Row(NpgsqlBinaryImporter copy, int lane, int row)
    {
        var series = row % (stations * points);
        copy.StartRow();
        copy.Write(IngestDoor.Begin + Duration.FromSeconds(row / (stations * points)), NpgsqlDbType.TimestampTz);
        copy.Write((double)(row % 10_000) / 100, NpgsqlDbType.Double);
        copy.Write((lane * stations * points) + series, NpgsqlDbType.Integer);
        copy.Write('N', NpgsqlDbType.InternalChar);
    }

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}

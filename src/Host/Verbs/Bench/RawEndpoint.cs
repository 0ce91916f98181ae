using System.Globalization;
using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// What the machine could do with nothing in between: an HTTP endpoint without a right, a check or an answer to speak of
/// that inserts a command's rows with prepared multi-row statements, one a table, in one round trip and one transaction.
/// The tables are copies of the real ones with their indexes; the rows are real ones under new keys.
/// </summary>
internal sealed class RawEndpoint
{
    public const string Schema = "bench", ConnectionVariable = "SMARTCITY_BENCH_DATABASE";

    private static long _counter = 1_000_000_000;

    /// <summary>Serves until its standard input closes; says its port on the first line.</summary>
    /// <param name="rows">Rows a request, such as <c>ledger.mt_events=4,desk.receipts=1</c>.</param>
    /// <param name="command">The command whose rows they are like.</param>
    public static async Task<int> Serve(string rows, string command)
    {
        var settings = new NpgsqlConnectionStringBuilder(Environment.GetEnvironmentVariable(ConnectionVariable))
        {
            MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true,
        };
        await using var database = new NpgsqlDataSourceBuilder(settings.ConnectionString).Build();
        var inserts = new List<Insert>();
        foreach (var (name, count) in rows.Split(',').Select(r => r.Split('=')).Select(r => (r[0], int.Parse(r[1], CultureInfo.InvariantCulture))))
            if (count > 0) inserts.Add(await Insert.Sample(database, Table(name, command), count));

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var app = builder.Build();
        app.MapPost("/insert", async (HttpContext http) =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            await using var connection = await database.OpenConnectionAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using var batch = new NpgsqlBatch(connection, transaction);
            foreach (var insert in inserts) batch.BatchCommands.Add(insert.Command());
            await batch.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
            http.Response.ContentLength = 2;
            await http.Response.Body.WriteAsync("{}"u8.ToArray());
        });
        await app.StartAsync();
        Console.WriteLine(new Uri(app.Urls.First()).Port);
        await Console.In.ReadToEndAsync();
        return 0;
    }

    /// <summary>The name of a table's copy.</summary>
    public static string CopyOf(string table) => $"{Schema}.{table.Split('.')[1]}";

    private static LedgerTable Table(string name, string command) =>
        LedgerTable.WrittenBy(command).Append(LedgerTable.Receipts).First(t => t.Name == name);

    /// <summary>One multi-row insert with the values of real rows, but unique keys.</summary>
    private sealed record Insert(string Sql, int Rows, IReadOnlyList<(string Type, bool Unique)> Columns, IReadOnlyList<object[]> Samples)
    {
        public static async Task<Insert> Sample(NpgsqlDataSource database, LedgerTable table, int rows)
        {
            await using var query = database.CreateCommand($"select * from {table.Name} where {table.Alike} limit 60");
            await using var row = await query.ExecuteReaderAsync();
            var columns = Enumerable.Range(0, row.FieldCount)
                .Select(i => (Name: row.GetName(i), Type: row.GetDataTypeName(i).Split('(')[0])).ToList();
            var samples = new List<object[]>();
            while (await row.ReadAsync())
            {
                var values = new object[row.FieldCount];
                row.GetValues(values);
                samples.Add(values);
            }
            var places = Enumerable.Range(0, rows).Select(r =>
                $"({string.Join(", ", columns.Select((_, c) => $"${(r * columns.Count) + c + 1}"))})");
            var sql = $"insert into {CopyOf(table.Name)} ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) "
                + $"values {string.Join(", ", places)}";
            return new(sql, rows, [.. columns.Select(c => (c.Type, table.Unique.Contains(c.Name)))], samples);
        }

        public NpgsqlBatchCommand Command()
        {
            var command = new NpgsqlBatchCommand(Sql);
            for (var r = 0; r < Rows; r++)
            {
                var sample = Samples[Random.Shared.Next(Samples.Count)];
                for (var c = 0; c < Columns.Count; c++)
                    command.Parameters.Add(new() { DataTypeName = Columns[c].Type, Value = Columns[c].Unique ? Fresh(sample[c]) : sample[c] });
            }
            return command;
        }

        private static object Fresh(object like) => like switch
        {
            Guid => Guid.CreateVersion7(),
            long => Interlocked.Increment(ref _counter),
            _ => Guid.NewGuid().ToString(),
        };
    }
}

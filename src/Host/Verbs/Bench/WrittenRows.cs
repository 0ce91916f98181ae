using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>A table that commands write to: the key of a row, how to find the rows of one matter, what makes rows differ.</summary>
internal sealed record LedgerTable(string Name, string Key, string OfMatter, string[] Unique)
{
    /// <summary>Which rows are like those that the command writes.</summary>
    public string Alike { get; init; } = "true";

    /// <summary>Every table that a command may write to, but the receipts, of which each command writes one.</summary>
    /// <param name="command">Whose events are looked at: <c>complete-task</c>, <c>report-case</c>.</param>
    public static IReadOnlyList<LedgerTable> WrittenBy(string command) =>
    [
        new("ledger.mt_events", "id", "stream_id", ["seq_id", "id", "stream_id"]) { Alike = $"headers->>'command' = '{command}'" },
        new("ledger.mt_streams", "id", "id", ["id"]),
        new("read.tasks", "id", "matter_id", ["id", "matter_id"]),
        new("read.matters", "id", "id", ["id", "number"]),
        new("read.deadlines", "timer", "matter_id", ["matter_id"]),
        new("read.grid_cases", "id", "id", ["id"]),
        new("read.referrals", "id", "id", ["id", "number"]),
        new("read.fhir_resources", "id", "id", ["id", "logical_id"]),
    ];

    public static LedgerTable Receipts { get; } = new("desk.receipts", "key", "", ["key"]);
}

/// <summary>
/// Counts the rows that a command writes (inserted, updated or deleted), table by table: what is there before and after,
/// and which transaction wrote it.
/// </summary>
internal sealed class WrittenRows(NpgsqlDataSource database, string command)
{
    private readonly IReadOnlyList<LedgerTable> _tables = LedgerTable.WrittenBy(command);
    private readonly Dictionary<string, int> _written = LedgerTable.WrittenBy(command).ToDictionary(t => t.Name, _ => 0);
    private int _commands;

    /// <summary>Counts what a command writes for a matter.</summary>
    public async Task Count(Guid matter, Func<Task> send)
    {
        var before = await Versions(matter);
        await send();
        var after = await Versions(matter);
        foreach (var ((table, key), writer) in after)
            if (before.GetValueOrDefault((table, key)) != writer) _written[table]++;
        foreach (var (table, _) in before.Keys.Except(after.Keys)) _written[table]++;
        _commands++;
    }

    /// <summary>Counts what the command wrote that opened the matter.</summary>
    public Task CountOpening(Guid matter) => CountOpening([matter]);

    /// <summary>The same of one that opened several.</summary>
    public async Task CountOpening(IReadOnlyList<Guid> matters)
    {
        foreach (var matter in matters)
            foreach (var (table, _) in (await Versions(matter)).Keys) _written[table]++;
        _commands++;
    }

    /// <summary>Rows a command on average.</summary>
    public IReadOnlyDictionary<string, double> PerCommand => _written
        .Select(w => (w.Key, (double)w.Value / _commands)).Append((LedgerTable.Receipts.Name, 1.0)).ToDictionary();

    /// <summary>Whole rows a command that add up to the rounded total.</summary>
    public IReadOnlyDictionary<string, int> Whole
    {
        get
        {
            var whole = PerCommand.ToDictionary(r => r.Key, r => (int)r.Value);
            var missing = (int)Math.Round(PerCommand.Values.Sum()) - whole.Values.Sum();
            foreach (var (table, _) in PerCommand.OrderByDescending(r => r.Value - (int)r.Value).Take(missing)) whole[table]++;
            return whole;
        }
    }

    private async Task<Dictionary<(string Table, string Key), string>> Versions(Guid matter)
    {
        var versions = new Dictionary<(string, string), string>();
        foreach (var table in _tables)
        {
            await using var query = database.CreateCommand(
                $"select {table.Key}::text, xmin::text from {table.Name} where {table.OfMatter} = $1");
            query.Parameters.Add(new() { Value = matter });
            await using var row = await query.ExecuteReaderAsync();
            while (await row.ReadAsync()) versions[(table.Name, row.GetString(0))] = row.GetString(1);
        }
        return versions;
    }
}

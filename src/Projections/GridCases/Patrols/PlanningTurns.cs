using Npgsql;

namespace SmartCity.Projections.GridCases.Patrols;

/// <summary>
/// Shifts of one member are planned one after the other, on whichever node: between looking at the member's other shifts and
/// planning the next, nobody plans one that overlaps.
/// </summary>
public sealed class PlanningTurns(NpgsqlDataSource source) : IDisposable
{
    /// <summary>So many on a node hold or await a turn at once: each has a connection, and some must be left for the ledger.</summary>
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _places = new(AtOnce, AtOnce);

    /// <summary>A turn that is not taken yet; it ends when it is disposed.</summary>
    public PlanningTurn New() => new(source, _places);

    public void Dispose() => _places.Dispose();
}

/// <summary>One turn at planning: a lock of the database, held by a transaction of its own.</summary>
public sealed class PlanningTurn : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly SemaphoreSlim _places;
    private NpgsqlConnection? _connection;
    private bool _placed;

    internal PlanningTurn(NpgsqlDataSource source, SemaphoreSlim places) => (_source, _places) = (source, places);

    /// <summary>Waits until nobody else plans for the member. Once a turn.</summary>
    public async Task Take(string member, CancellationToken stop)
    {
        await _places.WaitAsync(stop);
        _placed = true;
        _connection = await _source.OpenConnectionAsync(stop);
        await _connection.BeginTransactionAsync(stop);
        await using var take = new NpgsqlCommand("select pg_advisory_xact_lock(hashtextextended('patrol-shift/' || $1, 0))", _connection)
        {
            Parameters = { new() { Value = member } },
        };
        await take.ExecuteNonQueryAsync(stop);
    }

    /// <summary>Gives the turn to the next.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null) await _connection.DisposeAsync();
        if (_placed) _places.Release();
        (_connection, _placed) = (null, false);
    }
}

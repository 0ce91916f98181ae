using System.Data;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>
/// The right to do what one node in the cluster does at a time: an advisory lock on a connection that is held until it is let go,
/// or until the node dies.
/// </summary>
/// <param name="name">What the lock is called, such as <c>smartcity.sweeper</c>.</param>
public sealed class ClusterLease(NpgsqlDataSource source, string name) : IAsyncDisposable
{
    private NpgsqlConnection? _held;

    /// <summary>Whether this node has it, now that it asked; a connection that was lost throws.</summary>
    public async Task<bool> Hold(CancellationToken stop)
    {
        var connection = _held ?? await source.OpenConnectionAsync(stop);
        await using var ask = new NpgsqlCommand(
            _held is null ? $"select pg_try_advisory_lock(hashtext('{name}'))" : "select true", connection);
        if (await ask.ExecuteScalarAsync(stop) is true)
        {
            _held = connection;
            return true;
        }
        await connection.DisposeAsync();
        return false;
    }

    /// <summary>Lets it go; a connection that goes back to its pool takes no lock along.</summary>
    public async Task Release()
    {
        if (_held is not { } held) return;
        _held = null;
        await using (held)
        {
            if (held.FullState != ConnectionState.Open) return;
            await using var unlock = new NpgsqlCommand("select pg_advisory_unlock_all()", held);
            await unlock.ExecuteNonQueryAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Release();
}

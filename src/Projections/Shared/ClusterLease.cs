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
        var known = _held is not null;
        var connection = _held ??= await source.OpenConnectionAsync(stop);
        var holds = false;
        try
        {
            await using var ask = new NpgsqlCommand(
                known ? "select true" : $"select pg_try_advisory_lock(hashtext('{name}'))", connection);
            return holds = await ask.ExecuteScalarAsync(stop) is true;
        }
        finally
        {
            // An answer that was lost may have been the lock: it must not stay on a connection that nobody knows.
            if (!holds && !known) await Release();
        }
    }

    /// <summary>
    /// Lets it go; a connection that goes back to its pool takes no lock along, and one that cannot say so does not go back.
    /// </summary>
    public async Task Release()
    {
        if (_held is not { } held) return;
        _held = null;
        await using (held)
        {
            if (held.FullState != ConnectionState.Open) return;
            try
            {
                await using var unlock = new NpgsqlCommand("select pg_advisory_unlock_all()", held);
                await unlock.ExecuteNonQueryAsync();
            }
            catch (Exception reason) when (reason is NpgsqlException or TimeoutException or InvalidOperationException)
            {
                NpgsqlConnection.ClearPool(held);
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Release();
}

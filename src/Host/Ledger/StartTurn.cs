using Npgsql;

namespace SmartCity.Host.Ledger;

/// <summary>Nodes that start at once migrate and publish the catalogue one after the other.</summary>
internal sealed class StartTurn : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;

    private StartTurn(NpgsqlConnection connection) => _connection = connection;

    /// <summary>Waits for its turn; the lock is the connection's, and goes with it.</summary>
    public static async Task<StartTurn> Take(WebApplication app)
    {
        var connection = await app.Services.GetRequiredService<Databases>().Owner.OpenConnectionAsync();
        await using var wait = new NpgsqlCommand("select pg_advisory_lock(hashtext('smartcity.start'))", connection);
        await wait.ExecuteNonQueryAsync();
        return new(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await using (_connection)
        {
            await using var unlock = new NpgsqlCommand("select pg_advisory_unlock_all()", _connection);
            await unlock.ExecuteNonQueryAsync();
        }
    }
}

using Npgsql;

namespace SmartCity.Host.Tests.Shared;

/// <summary>
/// Databases for tests on the server that <c>./smartcity test</c> brings (in <c>ConnectionStrings__PostgresOwner</c> and
/// <c>ConnectionStrings__Postgres</c>). Each host under test has one of its own, copied from a migrated one.
/// </summary>
internal static class Databases
{
    private static readonly string Run = Guid.NewGuid().ToString("N")[..8];
    private static readonly Lazy<Task<string>> Template = new(MakeTemplate);
    private static readonly SemaphoreSlim OneCopyAtATime = new(1);
    private static int _last;

    public static string Owner(string database) => In("ConnectionStrings__PostgresOwner", database);

    public static string Application(string database) => In("ConnectionStrings__Postgres", database);

    /// <summary>A database with schema, catalogue, and the plan with its cards; its name.</summary>
    public static async Task<string> New()
    {
        var template = await Template.Value;
        await OneCopyAtATime.WaitAsync();
        try
        {
            return await Create($" template {template}");
        }
        finally
        {
            OneCopyAtATime.Release();
        }
    }

    public static Task<string> NewEmpty() => Create("");

    /// <summary>Another database with what is in this one, which nobody is connected to.</summary>
    public static async Task<string> CopyOf(string database)
    {
        NpgsqlConnection.ClearAllPools();
        return await Create($" template {database}");
    }

    /// <summary>Drops it; one that somebody is still connected to goes with the server.</summary>
    public static async Task Drop(string database)
    {
        NpgsqlConnection.ClearAllPools();
        try
        {
            await Execute($"drop database if exists {database}");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            // A host that was killed has sessions that the server has not noticed yet.
        }
    }

    /// <summary>Lets connections in again, or ends those of the application and refuses new ones, as a server that is away does.</summary>
    public static async Task Allow(string database, bool connections)
    {
        await using var owner = NpgsqlDataSource.Create(Owner("postgres"));
        await using var allow = owner.CreateCommand($"alter database {database} allow_connections {connections}");
        await allow.ExecuteNonQueryAsync();
        if (connections) return;
        await using var same = NpgsqlDataSource.Create(Application("postgres"));
        await using var end = same.CreateCommand(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{database}' and usename = current_user");
        await end.ExecuteNonQueryAsync();
    }

    private static async Task<string> MakeTemplate()
    {
        var database = await NewEmpty();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Drop(database).GetAwaiter().GetResult();
        var folder = Directory.CreateTempSubdirectory(database).FullName;
        await using (var host = await RunningHost.Start(database, folder, keep: true))
        {
            // Built means migrated, with the catalogue in it. The initiatives of the plan are late from the start: no test
            // shall see their cards come.
            await Wait.CardsOfThePlan(host);
        }
        // Each host has a data folder of its own, with no checkpoint in it: it seals from the first event on.
        await using (var owner = NpgsqlDataSource.Create(Owner(database)))
        await using (var unsealed = owner.CreateCommand("truncate evidence.leaves, evidence.tiles, evidence.checkpoints"))
            await unsealed.ExecuteNonQueryAsync();
        NpgsqlConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return database;
    }

    private static async Task<string> Create(string how)
    {
        var database = $"sc_test_{Run}_{Interlocked.Increment(ref _last)}";
        await Execute($"create database {database}{how}");
        return database;
    }

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(In("ConnectionStrings__PostgresOwner", null));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static string In(string variable, string? database)
    {
        var connection = new NpgsqlConnectionStringBuilder(
            Environment.GetEnvironmentVariable(variable)
            ?? throw new InvalidOperationException($"{variable} is not set; ./smartcity test brings a server and sets it."));
        connection.Database = database ?? "postgres";
        return connection.ConnectionString;
    }
}

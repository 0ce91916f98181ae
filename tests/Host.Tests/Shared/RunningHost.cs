using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Tests.Shared;

/// <summary>The whole host in this process: real Kestrel on a free loopback port, real PostgreSQL, demo mode.</summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly bool _keep;

    private RunningHost(WebApplication app, string database, string folder, bool keep)
    {
        (App, Database, Folder, _keep) = (app, database, folder, keep);
        District = new(new Uri(app.Urls.First()));
        Sql = new(database);
    }

    public WebApplication App { get; }

    public string Database { get; }

    public string Folder { get; }

    public District District { get; }

    public Sql Sql { get; }

    /// <param name="database">An existing database to go on with, or null for a new one.</param>
    /// <param name="folder">Its data folder, or null for a new one.</param>
    /// <param name="keep">Leave database and folder when disposed.</param>
    /// <param name="more">More settings, such as <c>--SmartCity:Catalog=…</c>.</param>
    public static async Task<RunningHost> Start(
        string? database = null, string? folder = null, bool keep = false, params string[] more)
    {
        database ??= await Databases.New();
        folder ??= Directory.CreateTempSubdirectory("smartcity-host-test").FullName;
        var app = await Program.Build(Settings(database, folder, more));
        await app.StartAsync();
        return new(app, database, folder, keep);
    }

    internal static string[] Settings(string database, string folder, string[] more) =>
    [
        "--applicationName=SmartCity.Host",
        "--urls=http://127.0.0.1:0",
        "--ConnectionStrings:PostgresOwner=" + Databases.Owner(database),
        "--ConnectionStrings:Postgres=" + Databases.Application(database),
        "--SmartCity:Data=" + folder,
        "--SmartCity:DemoMode=true",
        "--SmartCity:Catalog=" + Repository.Catalog,
        "--DeviceGateway:Hj212Port=0",
        // So few matters as a test has would never be counted ahead.
        "--Supervision:DaysStep=5",
        "--DeviceGateway:MqttPort=0",
        "--Logging:LogLevel:Default=Error",
        "--Logging:LogLevel:Microsoft=Error",
        "--Logging:LogLevel:Wolverine=None",
        "--Logging:LogLevel:JasperFx=None",
        "--Logging:LogLevel:Marten=None",
        .. more,
    ];

    internal T Service<T>() where T : notnull => App.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        District.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
        await Sql.DisposeAsync();
        if (_keep) return;
        await Databases.Drop(Database);
        Directory.Delete(Folder, recursive: true);
    }
}

/// <summary>The database of a host, as its two roles see it.</summary>
public sealed class Sql(string database) : IAsyncDisposable
{
    private readonly NpgsqlDataSource _owner = NpgsqlDataSource.Create(Databases.Owner(database) + ";Maximum Pool Size=2");
    private readonly NpgsqlDataSource _application = NpgsqlDataSource.Create(Databases.Application(database) + ";Maximum Pool Size=2");

    public Task Execute(string sql) => Run(_owner, sql);

    public Task ExecuteAsApplication(string sql) => Run(_application, sql);

    public async Task<T> Value<T>(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>The rows as text, columns joined by <c>|</c>.</summary>
    public async Task<IReadOnlyList<string>> Rows(string sql)
    {
        await using var command = _owner.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "" : reader.GetValue(i).ToString())));
        return rows;
    }

    /// <summary>
    /// How many events there are, without the initiatives of the plan and their cards: those are late from the start, and their
    /// cards are raised beside whatever a test does.
    /// </summary>
    public Task<long> EventCount() => Value<long>(
        "select count(*) from ledger.mt_events where stream_id not in (select id from read.matters where kind in ('initiative', 'supervision-card'))");

    public async ValueTask DisposeAsync()
    {
        await _owner.DisposeAsync();
        await _application.DisposeAsync();
    }

    private static async Task Run(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>Where this repository is.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Catalog => Path.Combine(Root, "catalog");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmartCity.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run from a build inside the repository.");
    }
}

using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;
using Npgsql;
using SmartCity.DeviceGateway.Telemetry;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Telemetry;

/// <summary>The telemetry alone over a database of its own, with as many nodes as a test wants, and a server that can go away.</summary>
internal sealed class TelemetryRig : IAsyncDisposable
{
    private readonly List<TelemetryWriter> _writers = [];
    private readonly List<NpgsqlDataSource> _sources = [];
    private readonly string _database;

    private TelemetryRig(string database)
    {
        _database = database;
        Sql = new(database);
    }

    public Sql Sql { get; }

    /// <summary>The owner's, without a pool: closing it ends its transaction.</summary>
    public string OwnersConnection => Databases.Owner(_database) + ";Pooling=false";

    public static async Task<TelemetryRig> Start() => new(await Databases.New());

    /// <summary>A further node that writes.</summary>
    public async Task<(SeriesBook Series, TelemetryWriter Writer)> Node(TelemetryOptions? options = null)
    {
        options ??= new();
        var source = Source();
        var series = new SeriesBook(source, options);
        var writer = new TelemetryWriter(source, series, options, NullLogger<TelemetryWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        _writers.Add(writer);
        return (series, writer);
    }

    public async Task<Station> Station(TelemetryOptions? options = null)
    {
        var (series, writer) = await Node(options);
        return new(series, writer);
    }

    public TelemetryQuery Query => field ??= new(Source());

    public TelemetryUpkeep Upkeep(TelemetryOptions options, Instant now) =>
        new(Source(), options, new FixedClock(now), NullLogger<TelemetryUpkeep>.Instance);

    /// <summary>Ends every connection of the nodes; for as long as the answer is not disposed, none is taken.</summary>
    public async Task<IAsyncDisposable> TakeAway()
    {
        await using var owner = NpgsqlDataSource.Create(Databases.Owner("postgres") + ";Pooling=false");
        await using var refuse = owner.CreateCommand($"alter database {_database} allow_connections false");
        await refuse.ExecuteNonQueryAsync();
        await EndConnections();
        return new Away(_database);
    }

    /// <summary>Every connection breaks now; new ones are taken.</summary>
    public async Task EndConnections()
    {
        await using var same = NpgsqlDataSource.Create(Databases.Application("postgres") + ";Pooling=false");
        await using var end = same.CreateCommand(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_database}' and usename = current_user");
        await end.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _writers)
        {
            await writer.StopAsync(CancellationToken.None);
            writer.Dispose();
        }
        foreach (var source in _sources) await source.DisposeAsync();
        await Sql.DisposeAsync();
        await Databases.Drop(_database);
    }

    private NpgsqlDataSource Source()
    {
        var builder = new NpgsqlDataSourceBuilder(Databases.Application(_database) + ";Maximum Pool Size=6;No Reset On Close=true");
        builder.UseNodaTime();
        var source = builder.Build();
        _sources.Add(source);
        return source;
    }

    private sealed class Away(string database) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using var owner = NpgsqlDataSource.Create(Databases.Owner("postgres") + ";Pooling=false");
            await using var allow = owner.CreateCommand($"alter database {database} allow_connections true");
            await allow.ExecuteNonQueryAsync();
        }
    }

    private sealed class FixedClock(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}

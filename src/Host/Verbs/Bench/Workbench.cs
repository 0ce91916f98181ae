using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Npgsql;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>The system that is measured: its address, its database as the owner, its processes where they are on this machine.</summary>
internal sealed class Workbench : IAsyncDisposable
{
    private Process? _raw;

    private Workbench(Uri url, NpgsqlDataSource database, int? hostPid, int? postmaster) =>
        (Url, Database, HostPid, Postmaster) = (url, database, hostPid, postmaster);

    public Uri Url { get; }

    public NpgsqlDataSource Database { get; }

    /// <summary>How approvals go; learnt where those are measured.</summary>
    public ApprovalRoute Route { get; private set; } = null!;

    public int? HostPid { get; }

    public int? Postmaster { get; }

    public int? RawPid => _raw?.Id;

    public static async Task<Workbench> Open(Uri url, string? hostPid)
    {
        var builder = new NpgsqlDataSourceBuilder(ConnectionString())
        {
            ConnectionStringBuilder = { MaxAutoPrepare = 20, AutoPrepareMinUsages = 2 },
        };
        builder.UseNodaTime();
        var database = builder.Build();
        await using var ask = database.CreateCommand("select pg_backend_pid()");
        var postmaster = CpuClock.ParentOf((int)(await ask.ExecuteScalarAsync())!);
        return new(
            url, database, hostPid is null ? PidInDataFolder() : int.Parse(hostPid, CultureInfo.InvariantCulture), postmaster);
    }

    public async Task LearnApprovals() => Route = await ApprovalRoute.Learn(Url);

    /// <summary>Starts the bare endpoint beside the host, on copies of the real tables in the same database.</summary>
    public async Task<Uri> StartRaw(IReadOnlyDictionary<string, int> rows, string command)
    {
        await Execute($"drop schema if exists {RawEndpoint.Schema} cascade; create schema {RawEndpoint.Schema};"
            + string.Concat(rows.Keys.Select(t => $"create table {RawEndpoint.CopyOf(t)} (like {t} including all);")));
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        foreach (var word in new[]
        {
            typeof(Workbench).Assembly.Location, "bench", "raw-endpoint",
            "--rows", string.Join(',', rows.Select(r => $"{r.Key}={r.Value}")), "--command", command,
        }) start.ArgumentList.Add(word);
        start.Environment[RawEndpoint.ConnectionVariable] = ConnectionString();
        _raw = Process.Start(start)!;
        var port = await _raw.StandardOutput.ReadLineAsync();
        return new($"http://127.0.0.1:{port}");
    }

    /// <summary>Waits until the asynchronous read models have caught up, so that they do not disturb what follows.</summary>
    public async Task Settle()
    {
        using var http = new HttpClient { BaseAddress = Url };
        for (var tries = 0; tries < 240; tries++)
        {
            var health = JsonNode.Parse(await http.GetStringAsync("/health/ready"));
            if ((long?)health?["readModels"]?["behind"] == 0) return;
            await Task.Delay(250);
        }
    }

    public async Task Execute(string sql)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_raw is not null)
        {
            _raw.StandardInput.Close();
            await _raw.WaitForExitAsync();
            _raw.Dispose();
            await Execute($"drop schema if exists {RawEndpoint.Schema} cascade");
        }
        await Database.DisposeAsync();
    }

    private static string ConnectionString() =>
        Environment.GetEnvironmentVariable("ConnectionStrings__PostgresOwner")
        ?? Environment.GetEnvironmentVariable("ConnectionStrings__Postgres")
        ?? throw new InvalidOperationException("ConnectionStrings__PostgresOwner is not set; ./smartcity bench sets it.");

    private static int? PidInDataFolder() =>
        Environment.GetEnvironmentVariable("SmartCity__Data") is { } data && File.Exists(Path.Combine(data, "host.pid"))
            ? int.Parse(File.ReadAllText(Path.Combine(data, "host.pid")), CultureInfo.InvariantCulture) : null;
}

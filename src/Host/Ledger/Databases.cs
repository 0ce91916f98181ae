using Npgsql;
using SmartCity.Host.Identity;

namespace SmartCity.Host.Ledger;

/// <summary>
/// The one database, as two roles see it: the owner, who migrates at start, and the application, which owns nothing.
/// Where only one login is configured, the application's connections give up its rights for the role
/// <c>smartcity_app</c>.
/// </summary>
internal sealed class Databases(NpgsqlDataSource owner, NpgsqlDataSource application) : IAsyncDisposable
{
    public NpgsqlDataSource Owner { get; } = owner;

    public NpgsqlDataSource Application { get; } = application;

    public static Databases From(IConfiguration configuration)
    {
        var application = configuration.GetConnectionString("Postgres")
            ?? throw new StartRefusedException(new(
                "未配置数据库连接 ConnectionStrings:Postgres。", "ConnectionStrings:Postgres is not set; ./smartcity up sets it."));
        var owner = configuration.GetConnectionString("PostgresOwner");
        return new(Source(owner ?? application, null), Source(application, owner is null ? "-c role=smartcity_app" : null));
    }

    /// <summary>Closes every connection: a host that ends leaves none behind.</summary>
    public async ValueTask DisposeAsync()
    {
        await Application.DisposeAsync();
        await Owner.DisposeAsync();
    }

    private static NpgsqlDataSource Source(string connection, string? options)
    {
        var settings = new NpgsqlConnectionStringBuilder(connection)
        {
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            ApplicationName = "SmartCity",
        };
        // The server's connections are shared with other nodes and people: a burst of readers queues here, not there.
        if (!settings.ShouldSerialize("Maximum Pool Size")) settings.MaxPoolSize = 60;
        if (options is not null) settings.Options = options;
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        source.UseNodaTime();
        return source.Build();
    }
}

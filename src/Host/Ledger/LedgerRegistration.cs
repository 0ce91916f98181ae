using JasperFx;
using JasperFx.CodeGeneration;
using JasperFx.Events.Projections;
using Marten;
using NodaTime;
using Npgsql;
using SmartCity.Application.Shared;
using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Time;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Following;
using SmartCity.Projections.Shared.Personal;
using Wolverine;
using Wolverine.ErrorHandling;
using Wolverine.Marten;
using Wolverine.Persistence.Durability;

namespace SmartCity.Host.Ledger;

/// <summary>The event store, the commit of commands, the read models, and the messages between nodes.</summary>
internal static class LedgerRegistration
{
    public static WebApplicationBuilder AddLedger(this WebApplicationBuilder builder)
    {
        var databases = Databases.From(builder.Configuration);
        var services = builder.Services;
        services.AddSingleton(_ => databases);
        services.AddSingleton(databases.Application);
        services.AddSingleton<DistrictClock>();
        services.AddSingleton<IClock>(s => s.GetRequiredService<DistrictClock>());
        var keys = new PersonKeys(Path.Combine(
            IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).KeysFolder, "persons"));
        services.AddSingleton(keys).AddSingleton<PersonHash>();
        services.AddSingleton(s => new MatterFold(
            [.. s.GetServices<IMatterKind>().Select(kind => (Func<Matter?, Recorded, Matter?>)kind.Evolve)]));
        services.AddSingleton(new MatterCache());
        services.AddSingleton<CommitBatch>();
        services.AddSingleton(builder.Configuration.GetSection("GroupCommit").Get<GroupCommitOptions>() ?? new());
        services.AddSingleton<GroupCommit>();
        services.AddSingleton<MatterFeed>();
        services.AddSingleton<MatterReader>();
        services.AddSingleton<TaskInbox>();
        services.AddSingleton<TaskDirectory>();
        services.AddSingleton<MatterList>();
        services.AddSingleton<Deadlines>();
        services.AddSingleton<MatterRows>();
        services.AddSingleton<ReadModelRebuild>();
        services.AddSingleton<MatterArchive>();
        services.AddSingleton(s => new MatterFollower(s.GetRequiredService<MatterFold>, s.GetServices<SpanTable>(), s.GetServices<ChangeTable>(),
            builder.Configuration.GetValue("ReadModels:Kept", MatterCourse.Usual)));
        services.AddSingleton(s => new AsyncReadModel(
            MatterFollower.Name, (store, when) => store.Projections.Register(
                new ProjectionWrapper<IDocumentOperations, IQuerySession>(s.GetRequiredService<MatterFollower>(), when)
                {
                    Name = MatterFollower.Name, IncludeArchivedEvents = true,
                },
                when, page => page.BatchSize = builder.Configuration.GetValue("ReadModels:PageSize", MatterFollower.UsualPage))));
        services.AddSingleton<CommitsUnderWay>();
        services.AddSingleton<Snapshots>();
        services.AddMarten(s => Options(s, databases.Application)).UseLightweightSessions()
            .IntegrateWithWolverine(Integrate);
        builder.Host.UseWolverine(Messages);
        return builder;
    }

    /// <summary>As the owner: schema, guards and rights, unless this program's are there already.</summary>
    public static async Task Migrate(this WebApplication app)
    {
        var databases = app.Services.GetRequiredService<Databases>();
        var parts = app.Services.GetServices<SchemaPart>().ToList();
        if (await Migration.IsUpToDate(databases.Owner, parts, CancellationToken.None)) return;
        var owners = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        owners.Logging.ClearProviders();
        foreach (var readModel in app.Services.GetServices<AsyncReadModel>()) owners.Services.AddSingleton(readModel);
        owners.Services.AddSingleton(app.Services.GetRequiredService<PersonKeys>());
        owners.Services.AddMarten(s => Options(s, databases.Owner, AutoCreate.CreateOrUpdate)).IntegrateWithWolverine(Integrate);
        owners.UseWolverine(options => Messages(options));
        using var host = owners.Build();
        await host.Services.GetRequiredService<IMessageStore>().Admin.MigrateAsync();
        await Migration.Apply(databases.Owner, host.Services.GetRequiredService<IDocumentStore>(), parts, CancellationToken.None);
    }

    private static StoreOptions Options(IServiceProvider services, NpgsqlDataSource source, AutoCreate create = AutoCreate.None)
    {
        var options = new StoreOptions();
        TimeProvider time = services.GetService<IClock>() is { } clock ? new DistrictTime(clock) : TimeProvider.System;
        LedgerStore.Configure(options, source, time, EventVocabulary.All, services.GetRequiredService<PersonKeys>());
        options.AutoCreateSchemaObjects = create;
        // Whoever looks at figures sees a fact within a second of its commit.
        options.Projections.FastPollingTime = TimeSpan.FromMilliseconds(50);
        options.Projections.SlowPollingTime = TimeSpan.FromMilliseconds(150);
        foreach (var readModel in services.GetServices<AsyncReadModel>()) readModel.AddTo(options, ProjectionLifecycle.Async);
        return options;
    }

    private static void Integrate(MartenIntegration wolverine)
    {
        wolverine.MessageStorageSchemaName = LedgerStore.MessageSchema;
        wolverine.UseWolverineManagedEventSubscriptionDistribution = true;
    }

    private static void Messages(WolverineOptions options)
    {
        options.ServiceName = "SmartCity";
        options.ApplicationAssembly = typeof(LedgerRegistration).Assembly;
        options.AutoBuildMessageStorageOnStartup = AutoCreate.None;
        options.CodeGeneration.TypeLoadMode = TypeLoadMode.Auto;
        options.CodeGeneration.SourceCodeWritingEnabled = false;
        options.Policies.UseDurableLocalQueues();
        options.Policies.OnAnyException().RetryWithCooldown(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30));
        // A node that dies is noticed within seconds, so that read models are fresh again soon after a kill -9.
        var durability = options.Durability;
        durability.HealthCheckPollingTime = TimeSpan.FromSeconds(1);
        durability.StaleNodeTimeout = TimeSpan.FromSeconds(5);
        durability.FirstHealthCheckExecution = TimeSpan.FromSeconds(0.2);
        durability.NodeReassignmentPollingTime = TimeSpan.FromSeconds(1);
        durability.CheckAssignmentPeriod = TimeSpan.FromSeconds(1);
    }
}

using FluentValidation;
using Marten;
using Npgsql;
using SmartCity.Domain.Audit;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Domain.Shared.Process;
using SmartCity.Domain.Shared.Rules;
using SmartCity.Host.Ledger;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Audit;

/// <summary>Replay, decisions explained, releases, and the list of what auditors read.</summary>
internal static class AuditRegistration
{
    public static WebApplicationBuilder AddAudit(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(SchemaPart.File("Audit/audit.sql"));
        services.AddSingleton<StreamReplay>().AddSingleton<EventLog>().AddSingleton<AuditReads>().AddSingleton<ClearReleaseBook>();
        services.AddSingleton<AuditJson>().AddSingleton<EventReading>().AddSingleton<DecisionReading>().AddSingleton<AuditDesk>();
        services.AddSingleton(SchemaPart.File("Audit/as_of.sql"));
        services.AddSingleton(builder.Configuration.GetSection("AsOf").Get<AsOfOptions>() ?? new());
        services.AddSingleton(s => new AsOfEvents(
            s.GetRequiredService<IDocumentStore>(), s.GetRequiredService<NpgsqlDataSource>(), s.GetRequiredService<MatterFold>(), EventVocabulary.All));
        services.AddSingleton<AsOfPlaces>().AddHostedService<AsOfTidying>();
        services.AddSingleton(ReleaseTime.Signature);
        services.AddSingleton<IEventWords, ReleaseWords>();
        services.AddSingleton<IValidator<ReleaseBody>, ReleaseValidator>().AddSingleton<IValidator<DeclineBody>, DeclineValidator>();
        services.AddSingleton(StreamFold.Of<CalendarYearsPublished>("calendar", e => e.Years.Select(year => ($"{year.Year}", (object)year))));
        services.AddSingleton(StreamFold.Of<ProcessPublished>("process", e => (e.Process.ToString(), e)));
        services.AddSingleton(StreamFold.Of<DecisionTablePublished>("decision-tables", e => (e.Table.Key, e.Table)));
        services.AddSingleton(StreamFold.Of<ClearReadingRequested>("audit-releases", e => ($"{e.ReleaseId} 1", e)));
        services.AddSingleton(StreamFold.Of<ClearReadingApproved>("audit-releases", e => ($"{e.ReleaseId} 2", e)));
        services.AddSingleton(StreamFold.Of<ClearReadingDeclined>("audit-releases", e => ($"{e.ReleaseId} 2", e)));
        return builder;
    }
}

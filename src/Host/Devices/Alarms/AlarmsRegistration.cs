using SmartCity.Domain.Devices.Alarms;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Devices.Alarms;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Devices.Alarms;

/// <summary>Rules over what devices measure and say: alarms, what follows from them, and the air quality index.</summary>
internal static class AlarmsRegistration
{
    public static WebApplicationBuilder AddAlarms(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<AlarmRules>();
        services.AddSingleton<Thresholds>();
        services.AddSingleton<IPublications>(s => s.GetRequiredService<AlarmRules>());
        services.AddSingleton<IPublications>(s => s.GetRequiredService<Thresholds>());
        services.AddSingleton<ICatalogueSource, AlarmRuleFiles>();
        services.AddSingleton(StreamFold.Of<AlarmRulePublished>("alarm-rules", e => ($"{e.Rule.Code}@{e.Rule.Version}", e.Rule)));
        services.AddSingleton(StreamFold.Of<ThresholdSetPublished>("thresholds", e => ($"{e.Set.Code}@{e.Set.Version}", e.Set)));
        services.AddSingleton(AlarmWatchRow.Table);
        services.AddSingleton(SchemaPart.File("Devices/Alarms/alarms.sql"));
        services.AddSingleton<AlarmStories>();
        services.AddSingleton<AlarmWorkList>();
        services.AddSingleton<TelemetryWindow>();
        services.AddSingleton<DevicePlaces>();
        services.AddSingleton<AlarmEvidence>();
        services.AddSingleton<AlarmLooks>();
        services.AddSingleton<AlarmFollowUps>();
        services.AddSingleton<AirReadings>();
        services.AddSingleton<IEventWords, AlarmSentences>();
        services.AddSingleton<AlarmWhatIf>().AddSingleton<IAnswersWhatIf, AlarmRuleWhatIf>().AddSingleton<IAnswersWhatIf, ThresholdsWhatIf>();
        services.AddHostedService<AlarmSweep>();
        return builder;
    }

    public static void MapAlarms(this IEndpointRouteBuilder api)
    {
        api.MapAlarmRules();
        api.MapAir();
    }
}

using FluentValidation;
using SmartCity.Domain.GridCases.Emergencies;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.GridCases.Emergencies;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.GridCases.Emergencies;

/// <summary>Emergencies: a part of the capability GridCases.</summary>
internal static class EmergencyRegistration
{
    public static WebApplicationBuilder AddEmergencies(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<ResponsePlans>();
        builder.Services.AddSingleton<IPublications>(s => s.GetRequiredService<ResponsePlans>());
        builder.Services.AddSingleton<ICatalogueSource, ResponsePlanFiles>();
        builder.Services.AddSingleton(StreamFold.Of<ResponsePlanPublished>("response-plans", e => ($"{e.Plan.Code}@{e.Plan.Version}", e.Plan)));
        builder.Services.AddSingleton<EmergencyList>();
        builder.Services.AddSingleton(EmergencyRow.Table);
        builder.Services.AddSingleton(SchemaPart.File("GridCases/Emergencies/emergencies.sql"));
        builder.Services.AddSingleton<IEventWords, EmergencyWords>();
        builder.Services.AddSingleton<IValidator<RaiseBody>, RaiseValidator>();
        builder.Services.AddSingleton<IValidator<OrderBody>, OrderValidator>();
        builder.Services.AddSingleton<IValidator<CarriedOutBody>, CarriedOutValidator>();
        builder.Services.AddSingleton<IValidator<ResourceBody>, ResourceValidator>();
        return builder;
    }
}

using FluentValidation;
using SmartCity.Application.Plans;
using SmartCity.Application.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Plans;

namespace SmartCity.Host.Plans;

/// <summary>The capability Plans (行动计划): the initiatives of the plan, from its publication to their acceptance, and its indicators.</summary>
internal static class PlansRegistration
{
    public static WebApplicationBuilder AddPlans(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var folder = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).CatalogFolder;
        services.AddSingleton(s => PlanBook.Read(folder, s.GetRequiredService<UnitDirectory>()));
        services.AddSingleton<ICatalogueSource, PlanFiles>();
        services.AddSingleton<IMatterKind, InitiativeKind>();
        services.AddSingleton<IMatterFacts, InitiativeFacts>();
        services.AddSingleton<IMatterWords, InitiativeWords>();
        services.AddSingleton<IMatterKind, IndicatorKind>();
        services.AddSingleton<IMatterFacts, IndicatorFacts>();
        services.AddSingleton<IMatterWords, IndicatorWords>();
        services.AddSingleton<InitiativeDesk>();
        services.AddSingleton<IndicatorBoard>();
        services.AddSingleton(IndicatorRow.Table);
        services.AddSingleton(InitiativeRow.Table);
        services.AddSingleton(InitiativeRow.Schema);
        services.AddSingleton<IValidator<MilestoneBody>, MilestoneValidator>();
        services.AddSingleton<IValidator<MoveMilestoneBody>, MoveMilestoneValidator>();
        services.AddSingleton<IValidator<ReachMilestoneBody>, ReachMilestoneValidator>();
        services.AddSingleton<IValidator<ProgressBody>, ProgressValidator>();
        services.AddSingleton<IValidator<RiskBody>, RiskValidator>();
        services.AddSingleton<IValidator<MitigateRiskBody>, MitigateRiskValidator>();
        services.AddSingleton<IValidator<CloseRiskBody>, CloseRiskValidator>();
        services.AddSingleton<IValidator<InitiativeEvidenceBody>, InitiativeEvidenceValidator>();
        services.AddSingleton<IValidator<DeadlineBody>, DeadlineValidator>();
        services.AddSingleton<IValidator<AskAcceptanceBody>, AskAcceptanceValidator>();
        services.AddSingleton<IValidator<IndicatorReportBody>, IndicatorReportValidator>();
        return builder;
    }

    public static void MapPlans(this IEndpointRouteBuilder api)
    {
        api.MapInitiatives();
        api.MapIndicators();
    }
}

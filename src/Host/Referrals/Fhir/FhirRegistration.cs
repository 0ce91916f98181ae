using SmartCity.Application.Referrals.Fhir;
using SmartCity.Application.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Fhir;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>The FHIR R4 face of referrals.</summary>
internal static class FhirRegistration
{
    public static void AddFhir(this IServiceCollection services)
    {
        services.AddSingleton<IMatterKind, FhirResourceKind>();
        services.AddSingleton<IMatterFacts, FhirResourceFacts>();
        services.AddSingleton<IMatterWords, FhirResourceWords>();
        services.AddSingleton(FhirRow.Table).AddSingleton(FhirRow.Schema);
        services.AddSingleton<FhirSearch>().AddSingleton<FhirIndexer>().AddSingleton<FhirSubscriptionRules>();
        services.AddSingleton<FhirTies>().AddSingleton<FhirDesk>();
        services.AddSingleton<FhirLedger>().AddSingleton<FhirRecords>().AddSingleton<FhirGrounds>().AddSingleton<FhirReader>().AddSingleton<FhirQueryReader>().AddSingleton<FhirSearchDesk>();
        services.AddSingleton<FhirWriter>().AddSingleton<FhirBundles>();
        services.AddSingleton<FhirReferrals>().AddSingleton<FhirPatients>().AddSingleton<FhirTaskMoves>().AddSingleton<FhirDocuments>();
        services.AddSingleton(FhirChangeRow.Table).AddSingleton(FhirChangeRow.Schema).AddSingleton<FhirHookQueue>();
        services.AddHostedService<FhirDirectory>().AddHostedService<FhirHooks>();
    }
}

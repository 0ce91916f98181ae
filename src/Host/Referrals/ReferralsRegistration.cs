using SmartCity.Host.Identity;
using SmartCity.Host.Referrals.Consultations;
using SmartCity.Host.Referrals.Fhir;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Host.Referrals.Settlements;

namespace SmartCity.Host.Referrals;

/// <summary>The capability Referrals: patients, referrals between institutions, consultations, and their FHIR face.</summary>
internal static class ReferralsRegistration
{
    public static WebApplicationBuilder AddReferrals(this WebApplicationBuilder builder)
    {
        builder.Services.AddPatients(IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).CatalogFolder);
        builder.Services.AddConsultations();
        builder.Services.AddReferralMatters();
        builder.AddSettlements();
        builder.Services.AddFhir();
        return builder;
    }

    public static void MapReferrals(this IEndpointRouteBuilder api)
    {
        api.MapConsultations();
        api.MapSettlements();
        api.MapPatients();
        api.MapReferralMatters();
    }
}

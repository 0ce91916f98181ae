using SmartCity.Host.Referrals.Fhir;
using SmartCity.Host.Referrals.Patients;

namespace SmartCity.Host.Referrals;

/// <summary>The capability Referrals: patients, referrals between institutions, consultations, and their FHIR face.</summary>
internal static class ReferralsRegistration
{
    public static WebApplicationBuilder AddReferrals(this WebApplicationBuilder builder)
    {
        builder.Services.AddPatients();
        builder.Services.AddReferralMatters();
        builder.Services.AddFhir();
        return builder;
    }

    public static void MapReferrals(this IEndpointRouteBuilder api)
    {
        api.MapPatients();
        api.MapReferralMatters();
    }
}

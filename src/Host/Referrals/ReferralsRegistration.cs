using SmartCity.Host.Referrals.Consultations;
using SmartCity.Host.Referrals.Patients;

namespace SmartCity.Host.Referrals;

/// <summary>The capability Referrals: patients, referrals between institutions, consultations, and their FHIR face.</summary>
internal static class ReferralsRegistration
{
    public static WebApplicationBuilder AddReferrals(this WebApplicationBuilder builder)
    {
        builder.Services.AddPatients();
        builder.Services.AddConsultations();
        builder.Services.AddReferralMatters();
        return builder;
    }

    public static void MapReferrals(this IEndpointRouteBuilder api)
    {
        api.MapConsultations();
        api.MapReferralMatters();
    }
}

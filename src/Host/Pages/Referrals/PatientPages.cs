using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Pages.Referrals;

/// <summary>What health records add to the pages: finding a patient, and their record.</summary>
internal static class PatientPages
{
    public static WebApplicationBuilder AddPatientPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new PageLink("/patients", new("健康档案", "Patients"), Rights.KeepPatients));
        return builder;
    }
}

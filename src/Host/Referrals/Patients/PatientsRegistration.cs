using FluentValidation;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Application.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>The index of health records (居民健康档案索引).</summary>
internal static class PatientsRegistration
{
    public static void AddPatients(this IServiceCollection services)
    {
        services.AddSingleton<IMatterKind, PatientKind>();
        services.AddSingleton<IMatterFacts, PatientFacts>();
        services.AddSingleton<IMatterWords, PatientWords>();
        services.AddSingleton(s => PatientRow.Inline(s.GetRequiredService<PersonHash>())).AddSingleton(PatientRow.Schema);
        services.AddSingleton<PatientDirectory>().AddSingleton<PersonStreams>();
        services.AddSingleton<Erasures>().AddHostedService<ErasureWatch>();
        services.AddSingleton<IValidator<PatientBody>, PatientValidator>();
        services.AddSingleton<IValidator<EraseBody>, EraseValidator>();
    }

    public static void MapPatients(this IEndpointRouteBuilder api)
    {
        var patients = api.MapGroup("/patients").WithTags("Patients");
        patients.MapRegister();
        patients.MapErasure();
    }
}

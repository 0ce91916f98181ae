using FluentValidation;
using SmartCity.Application.Referrals.Patients;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>The index of health records (居民健康档案索引): records, cards, consents, readings, erasure.</summary>
internal static class PatientsRegistration
{
    public static void AddPatients(this IServiceCollection services, string catalog)
    {
        services.AddSingleton<IMatterKind, PatientKind>();
        services.AddSingleton<IMatterFacts, PatientFacts>();
        services.AddSingleton<IMatterWords, PatientWords>();
        services.AddSingleton(s => PatientRow.Inline(s.GetRequiredService<PersonHash>())).AddSingleton(PatientRow.Schema);
        services.AddSingleton(_ => RecordStandardFiles.Standards(catalog)).AddSingleton(_ => RecordStandardFiles.Residents(catalog));
        services.AddSingleton(s => HealthRecordRow.Of(s.GetRequiredService<RecordStandards>()));
        services.AddSingleton(AccessTimes.Signature).AddSingleton(MatchRules.Signature);
        services.AddSingleton<PatientMarks>().AddSingleton<PatientDirectory>().AddSingleton<PersonStreams>().AddSingleton<PatientReads>();
        services.AddSingleton<PatientRulebook>().AddSingleton<PatientDesk>().AddSingleton<PatientFinder>().AddSingleton<PatientViews>();
        services.AddSingleton<PatientGate>().AddSingleton<IGuardsPersons>(s => s.GetRequiredService<PatientGate>());
        services.AddSingleton<Erasures>().AddHostedService<ErasureWatch>();
        services.AddSingleton<IComputesIndicator, StandardRecords>().AddSingleton<IComputesIndicator, ConnectedInstitutions>();
        services.AddValidators();
    }

    public static void MapPatients(this IEndpointRouteBuilder api)
    {
        var patients = api.MapGroup("/patients").WithTags("Patients");
        patients.MapRecords();
        patients.MapReading();
        patients.MapCards();
        patients.MapAccess();
        patients.MapErasure();
    }

    private static void AddValidators(this IServiceCollection services)
    {
        services.AddSingleton<IValidator<RegisterPatientBody>, RegisterPatientValidator>();
        services.AddSingleton<IValidator<SectionBody>, SectionValidator>();
        services.AddSingleton<IValidator<CardBody>, CardValidator>();
        services.AddSingleton<IValidator<BindBody>, BindValidator>();
        services.AddSingleton<IValidator<CardReasonBody>, CardReasonValidator>();
        services.AddSingleton<IValidator<ConsentBody>, ConsentValidator>();
        services.AddSingleton<IValidator<EmergencyBody>, EmergencyValidator>();
        services.AddSingleton<IValidator<FindBody>, FindValidator>();
        services.AddSingleton<IValidator<EraseBody>, EraseValidator>();
    }
}

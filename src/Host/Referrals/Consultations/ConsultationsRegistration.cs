using FluentValidation;
using SmartCity.Application.Referrals.Consultations;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Consultations;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Referrals.Consultations;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Consultations;

namespace SmartCity.Host.Referrals.Consultations;

/// <summary>Consultations (会诊): teleconsultation, remote diagnosis, health advice.</summary>
internal static class ConsultationsRegistration
{
    public static void AddConsultations(this IServiceCollection services)
    {
        services.AddSingleton(ConsultationLimits.Signature);
        services.AddSingleton(s => new ConsultationExperts(
            s.GetRequiredService<AccountBook>().People.Select(account => account.Actor)));
        services.AddSingleton<ConsultationKind>();
        services.AddSingleton<IMatterKind>(s => s.GetRequiredService<ConsultationKind>());
        services.AddSingleton<IRatedKind>(s => s.GetRequiredService<ConsultationKind>());
        services.AddSingleton(ConsultationRow.Inline).AddSingleton(ConsultationRow.Schema);
        services.AddSingleton<ConsultationRequests>().AddSingleton<AdviceCodes>();
        services.AddSingleton<IMatterFacts, ConsultationFacts>();
        services.AddSingleton<IMatterWords, ConsultationWords>();
        services.AddSingleton<ICitizenView, ConsultationProgressView>();
        services.AddSingleton<INotifies, ConsultationNotices>();
        services.AddSingleton<IValidator<RequestConsultationBody>, RequestConsultationValidator>();
        services.AddSingleton<IValidator<WithdrawConsultationBody>, WithdrawConsultationValidator>();
        services.AddSingleton<IValidator<AskAdviceBody>, AskAdviceValidator>();
        services.AddSingleton<IValidator<AskAdviceAgainBody>, AskAdviceAgainValidator>();
        services.AddSingleton<IValidator<RateAdviceBody>, RateAdviceValidator>();
        services.AddConsultationPages();
    }
}

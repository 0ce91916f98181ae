using FluentValidation;
using SmartCity.Application.Referrals;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Catalogue;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Referrals;
using SmartCity.Projections.Referrals.Catalogue;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals;

/// <summary>The referral itself (转诊单), with its rules.</summary>
internal static class ReferralMattersRegistration
{
    public static void AddReferralMatters(this IServiceCollection services)
    {
        services.AddSingleton<ReferralRulebook>().AddSingleton<ReferralRulePublications>();
        services.AddSingleton<IPublications>(s => s.GetRequiredService<ReferralRulePublications>());
        services.AddSingleton(StreamFold.Of<ReferralRulesPublished>("referral-rules", e => ($"{e.Rules.Version}", e.Rules)));
        services.AddSingleton<ICatalogueSource, ReferralRuleFiles>();
        services.AddSingleton(ReferralRow.Inline).AddSingleton(ReferralRow.Schema);
        services.AddSingleton(ReferralSpan.Table);
        services.AddSingleton<PatientChain>().AddSingleton<ReferralStatistics>();
        services.AddSingleton<ReferralWriting>();
        services.AddSingleton<IMatterKind, ReferralKind>();
        services.AddSingleton<IMatterFacts, ReferralFacts>();
        services.AddSingleton<IMatterWords, ReferralWords>();
        services.AddSingleton<ICitizenView, ReferralProgressView>();
        services.AddSingleton<INotifies, ReferralNotices>();
        services.AddSingleton<IValidator<ReferPatientBody>, ReferPatientValidator>();
        services.AddSingleton<IValidator<WithdrawReferralBody>, WithdrawReferralValidator>();
    }
}

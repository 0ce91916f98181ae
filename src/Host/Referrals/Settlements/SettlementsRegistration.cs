using FluentValidation;
using SmartCity.Application.Referrals.Settlements;
using SmartCity.Application.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals.Settlements;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Referrals.Settlements;

/// <summary>Settlements (医保结算): claims to the payer, its answers, and the comparison day by day.</summary>
internal static class SettlementsRegistration
{
    public static WebApplicationBuilder AddSettlements(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var folder = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).CatalogFolder;
        services.AddSingleton(Payers.Load(folder, builder.Configuration));
        services.AddSingleton<IMatterKind, SettlementKind>().AddSingleton<IMatterKind, SettlementDayKind>();
        services.AddSingleton<IMatterFacts, SettlementFacts>().AddSingleton<IMatterFacts, SettlementDayFacts>();
        services.AddSingleton<IMatterWords, SettlementWords>().AddSingleton<IMatterWords, SettlementDayWords>();
        services.AddSingleton(SettlementRow.Inline).AddSingleton(SettlementRow.Schema).AddSingleton(PayerMessageRow.Table);
        services.AddSingleton<SettlementList>().AddSingleton<PayerQueue>().AddSingleton<StatementDesk>();
        services.AddSingleton(s => new PayerClaims(
            s.GetRequiredService<MatterReader>(), s.GetRequiredService<UnitDirectory>(), SignedCalls.Client()));
        services.AddSingleton<IValidator<SubmitSettlementBody>, SubmitSettlementValidator>();
        services.AddSingleton<IValidator<PayerAnswerBody>, PayerAnswerValidator>();
        services.AddSingleton<IValidator<ResolveDisputeBody>, ResolveDisputeValidator>();
        services.AddHostedService<PayerDispatcher>().AddHostedService<StatementWatch>();
        return builder;
    }
}

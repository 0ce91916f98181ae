using SmartCity.Application.Shared;
using SmartCity.Application.Supervision.Cards;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Shared;
using SmartCity.Host.Shared.WhatIf;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Supervision.Cards;

/// <summary>Cards (督办卡): raised once per cause, explained, judged, counted.</summary>
internal static class CardsRegistration
{
    public static WebApplicationBuilder AddCards(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(CardTable.Signature);
        services.AddSingleton(CardCauseRow.Table).AddSingleton(CardRow.Table).AddSingleton(CardCauseRow.Schema);
        services.AddSingleton<CardCauses>().AddSingleton<CardList>();
        services.AddSingleton<CardRulebook>().AddSingleton<CardRaising>();
        services.AddSingleton<PastCardCauses>().AddSingleton<IAnswersWhatIf, CardWhatIf>();
        services.AddSingleton<IMatterKind, CardKind>();
        services.AddSingleton<IMatterFacts, CardFacts>();
        services.AddSingleton<IMatterWords, CardWords>();
        services.AddHostedService<CardWorker>();
        return builder;
    }
}

using SmartCity.Domain.Shared;
using SmartCity.Domain.Supervision.Cards;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;
using SmartCity.Host.Pages.Matters;
using SmartCity.Projections.Supervision.Cards;

namespace SmartCity.Host.Pages.Supervision.Cards;

/// <summary>What cards add to the pages: their list, and the panel of one.</summary>
internal static class CardPages
{
    public static WebApplicationBuilder AddCardPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new MatterPanel(SupervisionCard.MatterKind, typeof(CardPanel)));
        builder.Services.AddSingleton(new PageLink("/supervision/cards", new("督办卡", "Cards"), Rights.Supervise));
        return builder;
    }

    /// <summary>The chip of a colour.</summary>
    public static string LightOf(string colour) => colour == CardColours.Red ? "light-red" : "light-yellow";

    /// <summary>What the cause of a card is called.</summary>
    public static LocalizedText Cause(CardRow row) => new(row.CauseZh, row.CauseEn);
}

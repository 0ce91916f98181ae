using SmartCity.Host.Pages.Supervision;
using SmartCity.Host.Pages.Supervision.Cards;
using SmartCity.Host.Supervision.Cards;
using SmartCity.Host.Supervision.Reviews;

namespace SmartCity.Host.Supervision;

/// <summary>The capability Supervision (督查), whole: boards and figures, cards, reviews, pages.</summary>
internal static class SupervisionCapability
{
    public static WebApplicationBuilder AddSupervision(this WebApplicationBuilder builder) =>
        builder.AddBoards().AddSupervisionPages().AddCards().AddCardPages().AddReviews();

    public static void MapSupervision(this IEndpointRouteBuilder api)
    {
        api.MapCards();
        api.MapReviews();
        api.MapBoards();
    }
}

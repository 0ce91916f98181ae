using FluentValidation;
using NodaTime;
using SmartCity.Application.Plans;
using SmartCity.Domain.Plans;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Attachments;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Plans;

/// <param name="Period">A month, such as <c>2026-10</c>.</param>
internal sealed record IndicatorReportBody(
    string Period, decimal Numerator, decimal Denominator, IReadOnlyList<Guid> Evidence, string? Note = null);

internal sealed class IndicatorReportValidator : AbstractValidator<IndicatorReportBody>
{
    public IndicatorReportValidator()
    {
        RuleFor(x => x.Period).NotEmpty().MaximumLength(10);
        RuleFor(x => x.Note).MaximumLength(InitiativeRules.MostText);
        RuleFor(x => x.Evidence).Evidence();
    }
}

/// <summary>The indicators of the plan over HTTP.</summary>
internal static class IndicatorEndpoints
{
    private const string NumberPrefix = "DX-PI";

    public static void MapIndicators(this IEndpointRouteBuilder api)
    {
        var indicators = api.MapGroup("/plan/indicators").WithTags("Plan");
        indicators.MapGet("", List).RequireAuthorization(Rights.ReadMatters).Produces<IndicatorList>()
            .WithSummary("Every indicator: target, actual, whether it is met, and how it ran by month");
        indicators.MapPost("/{code}/reports", Report).RequireAuthorization(Rights.WorkOnPlan)
            .WithSummary("Report an indicator that the ledger cannot know, for a month, with evidence")
            .Accepts<IndicatorReportBody>("application/json").Produces<MatterAnswer>();
    }

    private static Task<IndicatorList> List(IndicatorBoard board, string? asOf, IClock clock, CancellationToken stop) =>
        board.Read(QueryTimes.AsOf(asOf, clock), stop);

    private static Task<IResult> Report(
        string code, HttpContext http, CommandDesk desk, PlanBook book, AttachmentShelf shelf, IClock clock)
    {
        var definition = book.Indicators.On(clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date)
            .FirstOrDefault(indicator => indicator.Code == code);
        if (definition is null) return Task.FromResult(new IndicatorUnknown().ToProblem());
        var id = PlanBook.IndicatorId(code);
        return desk.Run<IndicatorReportBody>(
            http, "report-indicator", id, (body, headers, matter, context, number) => IndicatorHandlers.Handle(
                new ReportIndicator(
                    id, number, definition, book.LeadsOf(definition), body.Period, body.Numerator, body.Denominator,
                    body.Note ?? "", body.Evidence, headers.Version), matter, context),
            MatterAnswer.Of, NumberPrefix, async body => await AttachmentUnknown.Check(
                body.Evidence.Select((attachment, i) => ($"evidence[{i}]", (Guid?)attachment)), "indicator", shelf, http));
    }
}

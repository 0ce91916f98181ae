using FluentValidation;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.GridCases;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>How the page reports: the same way as the API, without a request in between.</summary>
internal sealed class ReportDesk(
    PageDesk desk, CaseReporting reporting, Duplicates duplicates, IValidator<ReportCaseBody> rules, IClock clock)
{
    /// <summary>Cases nearby that what is being reported may be one of.</summary>
    public Task<IReadOnlyList<DuplicateCandidate>> Near(string? kind, LocationBody place, CancellationToken stop) =>
        duplicates.Near(kind, place.Longitude, place.Latitude, clock.GetCurrentInstant(), null, stop);

    /// <summary>Reports once, however often the button is pressed.</summary>
    public async Task<(OpenedAnswer? Opened, Refusal? Refusal)> Report(Actor actor, ReportCaseBody body, Guid form, CancellationToken stop)
    {
        if (rules.Validate(body) is { IsValid: false } invalid)
            return (null, new FieldsInvalid { Fields = FieldsInvalid.In(invalid) });
        var grounds = await reporting.LookUp(actor, body, stop);
        return await desk.Open(
            actor, "report-case", CaseReporting.NumberPrefix, body, form,
            (id, context, number) => reporting.Report(id, body, grounds, context, number));
    }
}

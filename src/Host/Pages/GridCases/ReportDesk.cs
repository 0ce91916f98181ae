using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using FluentValidation;
using NodaTime;
using SmartCity.Domain.Shared;
using SmartCity.Host.GridCases;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.GridCases;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Pages.GridCases;

/// <summary>How the page reports: the same way as the API, without a request in between.</summary>
internal sealed class ReportDesk(
    GroupCommit ledger, CaseReporting reporting, Duplicates duplicates, IValidator<ReportCaseBody> rules, IClock clock)
{
    /// <summary>Cases nearby that what is being reported may be one of.</summary>
    public Task<IReadOnlyList<DuplicateCandidate>> Near(string? kind, LocationBody place, CancellationToken stop) =>
        duplicates.Near(kind, place.Longitude, place.Latitude, clock.GetCurrentInstant(), null, stop);

    /// <summary>Reports once, however often the button is pressed: the key is the form's own.</summary>
    public async Task<(OpenedAnswer? Opened, Refusal? Refusal)> Report(Actor actor, ReportCaseBody body, Guid form, CancellationToken stop)
    {
        if (rules.Validate(body) is { IsValid: false } invalid)
            return (null, new FieldsInvalid
            {
                Fields = invalid.Errors.GroupBy(f => FieldPath.Camel(f.PropertyName))
                    .ToDictionary(field => field.Key, field => field.Select(f => f.ErrorMessage).ToArray()),
            });
        var grounds = await reporting.LookUp(actor, body, stop);
        var id = Guid.CreateVersion7(clock.GetCurrentInstant().ToDateTimeOffset());
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(body, ApiJson.Options)));
        var result = await ledger.Execute(new(
            id, "report-case", actor,
            (_, context, number) => reporting.Report(id, body, grounds, context, number), OpenedAnswer.Of)
        {
            NumberPrefix = CaseReporting.NumberPrefix,
            Receipt = new(actor.Id, $"page/{form:N}", Convert.ToBase64String(hash)),
        });
        return (result.Answer is { } answer ? JsonSerializer.Deserialize<OpenedAnswer>(answer.Json, ApiJson.Options) : null, result.Refusal);
    }
}

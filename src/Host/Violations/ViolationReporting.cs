using System.Globalization;
using SmartCity.Application.Shared;
using SmartCity.Application.Violations;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Violations;
using SmartCity.Host.Attachments;
using SmartCity.Host.Shared;
using SmartCity.Projections.Violations;
using SmartCity.Workflows;

namespace SmartCity.Host.Violations;

/// <summary>
/// What a report decides, whichever door it comes in by: the kind in force, its process, evidence with its hashes.
/// </summary>
internal sealed class ViolationReporting(
    OffenceKinds kinds, ProcessRegistry processes, MatterProgress progress, AttachmentShelf shelf)
{
    /// <summary>The series that the numbers of violations come from.</summary>
    public const string NumberPrefix = "DX-VI";

    public Decision Report(
        Guid id, ReportViolationBody body, IReadOnlyList<EvidenceItem> evidence, StepContext context, string number)
    {
        var measured = body.Evidence?.Items.FirstOrDefault(item => item.Point is not null || item.Value is not null);
        return Report(new(
            id, number, body.Kind, kinds.Find(body.Kind, context.Now), context.Actor.Channel, null, body.Description ?? "",
            Subject(body.Subject), Location(body.Location), evidence,
            measured is null ? null
                : new(measured.Device, measured.Point, measured.Value, measured.Limit, null,
                    measured.At ?? body.At ?? context.Now),
            null, null), context);
    }

    public Decision Report(Guid id, Occurrence occurrence, StepContext context, string number)
    {
        var details = occurrence.Details;
        decimal? Number(string name) => details.TryGetValue(name, out var text) && decimal.TryParse(
            text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        return Report(new(
            id, number, occurrence.Kind, kinds.Find(occurrence.Kind, context.Now), "device", occurrence.Title,
            occurrence.Description, null, new(occurrence.Longitude, occurrence.Latitude, occurrence.Address), [],
            new(details.GetValueOrDefault("device"), details.GetValueOrDefault("point"), Number("value"), Number("limit"),
                details.GetValueOrDefault("rule"), occurrence.At),
            occurrence.Cause, null), context);
    }

    /// <summary>The first failed reading of a vehicle opens a matter; further ones are added to it.</summary>
    public Decision Read(Guid id, VehicleReadingBody body, Matter? matter, StepContext context, string number)
    {
        var reading = new VehicleReading(
            body.Reading, body.At, body.Method, body.Place, body.Passed, body.Values ?? new Dictionary<string, decimal>());
        if (matter is not null)
            return ViolationHandlers.Handle(new RecordVehicleReading(id, reading), matter, context, progress);
        var kind = kinds.OfVehicles(context.Now);
        return Report(new(
            id, number, kind?.Code ?? "vehicle-exceedance", kind, context.Actor.Channel, null, "",
            new(body.Owner?.Name ?? body.Plate, null, null, body.Owner?.Phone, body.Plate), Location(body.Location), [], null,
            null, reading), context);
    }

    /// <summary>
    /// Evidence with the hash of what was uploaded; refused where an attachment is not there, or the hash given is another
    /// one.
    /// </summary>
    public async Task<(IReadOnlyList<EvidenceItem> Evidence, Refusal? Refusal)> Hashed(EvidenceBodies? given, HttpContext http)
    {
        var hashed = new List<EvidenceItem>();
        foreach (var (i, item) in (given?.Items ?? []).Index())
        {
            var field = $"evidence[{i}]";
            (string, Guid?)[] named = [($"{field}.attachmentId", item.AttachmentId)];
            if (await AttachmentUnknown.Check(named, Violation.MatterKind, shelf, http) is { } unknown)
                return ([], unknown);
            var attachment = item.AttachmentId is { } id ? await shelf.Find(id, http.RequestAborted) : null;
            if (item.Sha256 is { } said && !string.Equals(said, attachment?.Sha256, StringComparison.OrdinalIgnoreCase))
                return ([], EvidenceMismatch.Of($"{field}.sha256", said));
            hashed.Add(new(attachment?.Id, attachment?.Sha256, Words(item)));
        }

        return (hashed, null);
    }

    private Decision Report(ReportViolation command, StepContext context) => command.Terms is { } terms
        ? ViolationHandlers.Handle(command, processes.Latest(terms.Process)!.Key, context, progress)
        : OffenceUnknown.Of(command.KindCode);

    private static string Words(EvidenceBody item)
    {
        string?[] parts =
        [
            item.Description, item.Device, item.Point, item.Value?.ToString(CultureInfo.InvariantCulture),
            item.At is { } at ? BeijingInstantJson.Text(at) : null,
        ];
        return string.Join(" ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static ViolationSubject? Subject(SubjectBody? body) =>
        body is null ? null : new(body.Name.Trim(), body.CreditCode, body.IdNumber, body.Phone, body.Plate?.ToUpperInvariant());

    private static ViolationLocation Location(PlaceBody body) => new(body.Longitude, body.Latitude, body.Address);
}

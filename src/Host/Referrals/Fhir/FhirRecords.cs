using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Npgsql;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Projections.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>One of this system's own records, and the matter that it tells of: who may know of that may know of it.</summary>
internal sealed record FhirRecord(Matter About, FhirVersion Version);

/// <summary>
/// What this system itself recorded, in FHIR: each reading of a patient as an <c>AuditEvent</c>, each event of a referral as a
/// <c>Provenance</c>. They tell who, when and what; nothing of what was read or written.
/// </summary>
internal sealed class FhirRecords(NpgsqlDataSource source, MatterReader matters, AccountBook people, UnitDirectory units)
{
    /// <summary>What the ids of readings begin with; that of an event is the referral's with its version.</summary>
    private const string Reading = "read-";

    public const string GroundSystem = "urn:smartcity:access-ground", EventSystem = "urn:smartcity:event", ScopeSystem = "urn:smartcity:access-scope";

    /// <summary>Whether the id is one under which this system tells a record of its own.</summary>
    public static bool IsOwn(string type, string id) => NumberOf(type, id) is not null || EventOf(type, id) is not null;

    /// <summary>The record with the id; null where there is none.</summary>
    public async Task<FhirRecord?> Find(string type, string id, CancellationToken stop) =>
        NumberOf(type, id) is { } number ? await Read(number, stop)
        : EventOf(type, id) is { } happened ? await Happened(happened.Referral, happened.Version, stop) : null;

    private static long? NumberOf(string type, string id) =>
        type == FhirTypes.AuditEvent && id.StartsWith(Reading, StringComparison.Ordinal)
        && long.TryParse(id[Reading.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static (Guid Referral, long Version)? EventOf(string type, string id) =>
        type == FhirTypes.Provenance && id.Split('.') is [var stream, var at] && Guid.TryParse(stream, out var referral)
        && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (referral, version) : null;

    private async Task<FhirRecord?> Read(long number, CancellationToken stop)
    {
        await using var query = source.CreateCommand(
            "select at, patient, actor, unit, channel, what, ground, granted from desk.patient_reads where id = $1");
        query.Parameters.Add(new() { Value = number });
        await using var row = await query.ExecuteReaderAsync(stop);
        if (!await row.ReadAsync(stop)) return null;
        var (at, patient) = (row.GetFieldValue<Instant>(0), row.GetGuid(1));
        if (await matters.Find(patient, null, null, stop) is not Patient { ErasedAt: null } about) return null;
        var shown = new R4.AuditEvent
        {
            Type = new("http://terminology.hl7.org/CodeSystem/audit-event-type", "rest"),
            Subtype = [new(ScopeSystem, row.GetString(5))],
            Action = R4.AuditEvent.AuditEventAction.R,
            Recorded = at.ToDateTimeOffset(),
            Outcome = row.GetBoolean(7) ? R4.AuditEvent.AuditEventOutcome.N0 : R4.AuditEvent.AuditEventOutcome.N4,
            PurposeOfEvent = [new(GroundSystem, row.GetString(6))],
            Agent = [new() { Who = Who(row.GetString(2)), Requestor = true }, new() { Who = Where(row.GetString(3)), Requestor = false }],
            Source = new() { Observer = new() { Display = "SmartCity" }, Site = row.GetString(4) },
            Entity = [new() { What = new($"Patient/{patient}") }],
        };
        return new(about, Once($"{FhirTypes.AuditEvent}/{Reading}{number}", at, shown, patient));
    }

    private async Task<FhirRecord?> Happened(Guid stream, long version, CancellationToken stop)
    {
        if (await matters.Find(stream, null, null, stop) is not Referral { Erased: false } about
            || (await matters.Events(stream, version, null, stop)).LastOrDefault(e => e.Version == version) is not { } e) return null;
        string Header(string name) => e.GetHeader(name)?.ToString() ?? "";
        var at = Instant.FromDateTimeOffset(e.Timestamp);
        var shown = new R4.Provenance
        {
            Target = [new($"ServiceRequest/{stream}")],
            Occurred = new R4.FhirDateTime(InstantPattern.General.Format(MatterFold.OccurredAt(e))),
            Recorded = at.ToDateTimeOffset(),
            Activity = new(EventSystem, e.EventTypeName),
            Agent = [new() { Who = Who(Header(EventHeaders.Actor)), OnBehalfOf = Where(Header(EventHeaders.Unit)) }],
        };
        return new(about, Once($"{FhirTypes.Provenance}/{stream}.{version}", at, shown, stream));
    }

    private static FhirVersion Once(string address, Instant at, R4.Resource resource, Guid about) =>
        new(address, 1, at, FhirReader.Marked(resource, address.Split('/')[1], 1, at)) { About = about };

    private R4.ResourceReference Who(string account) =>
        people.Person(account) is { Unit: var unit } && units.IsHealthInstitution(unit)
            ? new($"{FhirTypes.Practitioner}/{account}") : new() { Identifier = new(FhirDirectory.AccountSystem, account) };

    private R4.ResourceReference? Where(string unit) => unit.Length == 0 ? null
        : units.IsHealthInstitution(unit) ? new($"{FhirTypes.Organization}/{unit}") : new() { Identifier = new(FhirDirectory.UnitSystem, unit) };
}

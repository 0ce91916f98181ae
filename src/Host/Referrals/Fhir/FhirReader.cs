using System.Globalization;
using JasperFx.Events;
using NodaTime;
using Npgsql;
using SmartCity.Application.Referrals.Fhir;
using SmartCity.Domain.Referrals;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Referrals;
using SmartCity.Projections.Referrals.Fhir;
using SmartCity.Projections.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>One version of a resource: the resource itself, or null where that version deleted it.</summary>
internal sealed record FhirVersion(string Address, long Version, Instant At, R4.Resource? Resource)
{
    /// <summary>The matter that one of this system's own records tells of; null for any other resource.</summary>
    public Guid? About { get; init; }

    /// <summary>The streams that are read with it.</summary>
    public IReadOnlyList<Guid> Streams => About is { } matter ? [matter] : FhirReference.StreamsOf(Address);
}

/// <summary>
/// Reads resources from their streams: as they are, and as they were. What belongs to a referral is read from the referral's
/// stream and from that of its posted form together; its version counts the events of both.
/// </summary>
internal sealed class FhirReader(
    MatterReader reader, MatterFold fold, PatientChain chain, FhirGrounds grounds, FhirRecords records, NpgsqlDataSource source, IClock clock)
{
    private static readonly string[] OfReferrals = [FhirTypes.ServiceRequest, FhirTypes.Task, FhirTypes.Appointment];

    /// <summary>The streams that a resource is read from, and their states.</summary>
    private sealed record Sources(Referral? Referral, FhirResource? Posted, Domain.Referrals.Patients.Patient? Patient = null, FhirRecord? Record = null);

    /// <summary>The current version.</summary>
    /// <exception cref="FhirRefused">404: there is none for this caller; 410: it was deleted, or its patient erased.</exception>
    public async Task<FhirVersion> Read(Actor actor, string type, string id, CancellationToken stop) =>
        Shown(type, id, await Find(actor, type, id, stop)) switch
        {
            null => throw FhirOutcome.Of(new FhirResourceNotFound()),
            { Resource: null } => throw FhirOutcome.Of(new FhirResourceGone()),
            var version => version,
        };

    /// <summary>What a write answers with, noted as read; null where the caller has no ground to read what is there.</summary>
    public async Task<R4.Resource?> Found(Actor actor, string type, string id, CancellationToken stop)
    {
        try
        {
            var found = await Read(actor, type, id, stop);
            await Record(actor, found.Streams, stop);
            return found.Resource;
        }
        catch (FhirRefused hidden) when (hidden.Status == 404)
        {
            return null;
        }
    }

    /// <summary>That it is there, and at which version; nothing of what it says.</summary>
    public async Task<FhirWritten> Known(string type, string id, CancellationToken stop) =>
        Shown(type, id, await Stored(type, id, stop)) is { } version
            ? new(version.Address, version.Version, version.At, Created: false, Deleted: false)
            : throw FhirOutcome.Of(new FhirResourceNotFound());

    /// <summary>One version.</summary>
    public async Task<FhirVersion> Read(Actor actor, string type, string id, string version, CancellationToken stop)
    {
        var found = long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) && wanted > 0
            // What did not change the resource counts as a version, too: it reads as the one after it.
            ? (await History(actor, type, id, stop)).LastOrDefault(v => v.Version >= wanted) : null;
        return found is null ? throw FhirOutcome.Of(new FhirResourceNotFound())
            : found.Resource is null ? throw FhirOutcome.Of(new FhirResourceGone()) : found;
    }

    /// <summary>Every version, the newest first.</summary>
    public async Task<IReadOnlyList<FhirVersion>> History(Actor actor, string type, string id, CancellationToken stop)
    {
        var now = await Find(actor, type, id, stop);
        if (now.Record is { } record) return [record.Version];
        List<IEvent> events = [];
        foreach (var matter in new Matter?[] { now.Referral, now.Posted, now.Patient }.OfType<Matter>())
            events.AddRange(await reader.Events(matter.Id, null, null, stop));
        var (versions, then, last) = (new List<FhirVersion>(), new Sources(null, null), (string?)null);
        // What was committed together has one time, and is one version.
        foreach (var commit in events.OrderBy(e => e.Sequence).GroupBy(e => e.Timestamp))
        {
            foreach (var e in commit)
            {
                var fact = MatterFold.Recorded(e);
                if (e.StreamId == now.Referral?.Id) then = then with { Referral = (Referral?)fold.Apply(then.Referral, fact) };
                else if (e.StreamId == now.Posted?.Id) then = then with { Posted = (FhirResource?)fold.Apply(then.Posted, fact) };
                else then = then with { Patient = (Domain.Referrals.Patients.Patient?)fold.Apply(then.Patient, fact) };
            }
            if ((now.Referral is not null && then.Referral is null) || Shown(type, id, then) is not { } version) continue;
            var text = version.Resource is null ? null : Bare(version.Resource);
            if (versions.Count > 0 && text == last) versions[^1] = version with { At = versions[^1].At };
            else versions.Add(version);
            last = text;
        }
        versions.Reverse();
        return versions;
    }

    /// <summary>The current versions of what was found, in its order; what is erased is left out.</summary>
    public async Task<IReadOnlyList<FhirVersion>> All(IReadOnlyList<FhirFound> found, CancellationToken stop)
    {
        if (found.Count == 0) return [];
        var streams = await reader.FindAll([.. found.SelectMany(f => new[] { f.Id, FhirReference.StreamOf($"{f.Type}/{f.LogicalId}") }).Distinct()], stop);
        var versions = new List<FhirVersion>(found.Count);
        foreach (var f in found)
        {
            var posted = streams.GetValueOrDefault(FhirReference.StreamOf($"{f.Type}/{f.LogicalId}")) as FhirResource;
            var shown = FhirTypes.IsRecord(f.Type) && posted is null ? (await records.Find(f.Type, f.LogicalId, stop))?.Version : Shown(
                f.Type, f.LogicalId,
                new(streams.GetValueOrDefault(f.Id) as Referral, posted, streams.GetValueOrDefault(f.Id) as Domain.Referrals.Patients.Patient));
            if (shown is { Resource: not null }) versions.Add(shown);
        }
        return versions;
    }

    /// <summary>Notes who read what of whom, before they get it: for auditors by stream, for each patient as their own.</summary>
    public async Task Record(Actor actor, IReadOnlyCollection<Guid> streams, CancellationToken stop)
    {
        if (streams.Count == 0) return;
        await using var write = source.CreateCommand(
            """
            with noted as (
                insert into desk.personal_data_reads (at, matter_id, actor, unit, what) select $1, id, $3, $4, 'fhir' from ledger.mt_streams where id = any($2))
            insert into desk.patient_reads (at, patient, actor, unit, channel, what, ground, granted, matter)
            select $1, person, $3, $4, $5, 'fhir', $6, true, matter_id from read.person_streams where matter_id = any($2)
            """);
        foreach (var value in new object[]
        {
            clock.GetCurrentInstant(), streams.ToArray(), actor.Id, actor.Unit, actor.Channel, AccessGrounds.Exchange,
        })
            write.Parameters.Add(new() { Value = value });
        await write.ExecuteNonQueryAsync(stop);
    }

    /// <summary>A resource with what the server says of it.</summary>
    public static R4.Resource Marked(R4.Resource resource, string id, long version, Instant at)
    {
        resource.Id = id;
        resource.Meta ??= new();
        resource.Meta.VersionId = version.ToString(CultureInfo.InvariantCulture);
        resource.Meta.LastUpdated = at.ToDateTimeOffset();
        return resource;
    }

    private async Task<Sources> Find(Actor actor, string type, string id, CancellationToken stop)
    {
        var from = await Stored(type, id, stop);
        if (from.Record is { } record) return await grounds.IsOpen(actor, record, [], stop) ? from : throw FhirOutcome.Of(new FhirResourceNotFound());
        if ((from.Referral ?? (Matter?)from.Posted) is { } matter && FhirSight.Sees(actor, matter) && await grounds.IsOpen(actor, matter, [], stop)) return from;
        if (type == FhirTypes.Patient && await reader.Find(FhirReference.PersonOf(id), null, null, stop) is Domain.Referrals.Patients.Patient known
            && (FhirSight.SeesAll(actor) || known.Unit == actor.Unit
                || await chain.Knows(known.Id, actor.Unit, stop) && await grounds.Treats(actor, known.Id, stop)))
            return from;
        throw FhirOutcome.Of(new FhirResourceNotFound());
    }

    /// <summary>What it is read from, whoever asks.</summary>
    private async Task<Sources> Stored(string type, string id, CancellationToken stop)
    {
        var posted = await reader.Find(FhirReference.StreamOf($"{type}/{id}"), null, null, stop) as FhirResource;
        if (Guid.TryParse(id, out var stream) && OfReferrals.Contains(type) && await reader.Find(stream, null, null, stop) is Referral referral)
            return new(referral, posted);
        if (FhirTypes.IsRecord(type) && posted is null) return new(null, null, Record: await records.Find(type, id, stop));
        return new(null, posted, type == FhirTypes.Patient && posted is null
            ? await reader.Find(FhirReference.PersonOf(id), null, null, stop) as Domain.Referrals.Patients.Patient : null);
    }

    /// <summary>What the sources add up to; null where that is no resource (yet).</summary>
    private static FhirVersion? Shown(string type, string id, Sources from)
    {
        if (from.Record is { } record) return record.Version;
        if (from.Referral is { } referral)
        {
            var version = referral.Version + (from.Posted?.ContentVersion ?? 0);
            var at = from.Posted is { } p ? Instant.Max(p.LastUpdated, referral.UpdatedAt) : referral.UpdatedAt;
            if (referral.Erased) return new($"{type}/{id}", version, at, null);
            var posted = from.Posted?.Content is { } content ? FhirBody.Kept(content.Json) : null;
            R4.Resource? shown = type switch
            {
                FhirTypes.ServiceRequest => FhirReferralView.Request(referral, posted as R4.ServiceRequest),
                FhirTypes.Appointment => FhirReferralView.Appointment(referral, posted as R4.Appointment),
                _ when posted is null && referral.SubmittedAt is null => null,
                _ => FhirReferralView.Task(referral, posted as R4.Task),
            };
            return shown is null ? null : new($"{type}/{id}", version, at, Marked(shown, id, version, at));
        }
        if (from.Posted is { } r)
            return new(r.Number, r.ContentVersion, r.LastUpdated, r.Deleted || r.Content is null ? null
                : Marked(FhirBody.Kept(r.Content.Json), r.LogicalId, r.ContentVersion, r.LastUpdated));
        return from.Patient is not { } known ? null
            : new($"{type}/{id}", known.Version, known.OpenedAt, known.IsErased ? null : Marked(FhirReferralView.Patient(known), id, known.Version, known.OpenedAt));
    }

    /// <summary>What is compared from version to version: all but what the server counts.</summary>
    private static string Bare(R4.Resource resource)
    {
        var copy = R4.BaseExtensions.DeepCopy(resource);
        copy.Meta = null;
        if (copy is R4.Task task) task.LastModified = null;
        return System.Text.Encoding.UTF8.GetString(FhirWire.Bytes(copy, FhirFormat.Json));
    }
}

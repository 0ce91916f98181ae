using NodaTime;
using Npgsql;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Fhir;
using SmartCity.Domain.Shared;
using SmartCity.Projections.Shared;
using R4 = Hl7.Fhir.Model;

namespace SmartCity.Host.Referrals.Fhir;

/// <summary>One version of a resource: the resource itself, or null where that version deleted it.</summary>
internal sealed record FhirVersion(string Address, long Version, Instant At, R4.Resource? Resource);

/// <summary>Reads resources from their streams: as they are, and as they were.</summary>
internal sealed class FhirReader(MatterReader reader, MatterFold fold, NpgsqlDataSource source, IClock clock)
{
    /// <summary>The current version.</summary>
    /// <exception cref="FhirRefused">404: there is none for this caller; 410: it was deleted, or its patient erased.</exception>
    public async Task<FhirVersion> Read(Actor actor, string type, string id, CancellationToken stop)
    {
        var found = await Find(actor, type, id, stop);
        return found.Deleted ? throw FhirOutcome.Of(new FhirResourceGone()) : Shown(found);
    }

    /// <summary>One version.</summary>
    public async Task<FhirVersion> Read(Actor actor, string type, string id, string version, CancellationToken stop)
    {
        var all = await History(actor, type, id, stop);
        var found = all.FirstOrDefault(v => v.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) == version)
            ?? throw FhirOutcome.Of(new FhirResourceNotFound());
        return found.Resource is null ? throw FhirOutcome.Of(new FhirResourceGone()) : found;
    }

    /// <summary>Every version, the newest first.</summary>
    public async Task<IReadOnlyList<FhirVersion>> History(Actor actor, string type, string id, CancellationToken stop)
    {
        var now = await Find(actor, type, id, stop);
        var versions = new List<FhirVersion>();
        Matter? state = null;
        foreach (var e in await reader.Events(now.Id, null, null, stop))
        {
            var before = (state as FhirResource)?.ContentVersion ?? 0;
            state = fold.Apply(state, MatterFold.Recorded(e));
            if (state is FhirResource then && then.ContentVersion > before)
                versions.Add(then.Deleted ? new(now.Number, then.ContentVersion, then.LastUpdated, null) : Shown(then));
        }
        versions.Reverse();
        return versions;
    }

    /// <summary>The current versions of the streams, in their order; what is erased is left out.</summary>
    public async Task<IReadOnlyList<FhirVersion>> All(IReadOnlyList<Guid> streams, CancellationToken stop)
    {
        if (streams.Count == 0) return [];
        var found = await reader.FindAll(streams, stop);
        return [.. streams.Select(found.GetValueOrDefault).OfType<FhirResource>()
            .Where(r => r is { Deleted: false, Content: not null }).Select(Shown)];
    }

    /// <summary>Notes who read what of whom, before they get it.</summary>
    public async Task Record(Actor actor, IReadOnlyCollection<Guid> streams, CancellationToken stop)
    {
        if (streams.Count == 0) return;
        await using var write = source.CreateCommand(
            "insert into desk.personal_data_reads (at, matter_id, actor, unit, what) select $1, id, $3, $4, 'fhir' from unnest($2) id");
        foreach (var value in new object[] { clock.GetCurrentInstant(), streams.ToArray(), actor.Id, actor.Unit })
            write.Parameters.Add(new() { Value = value });
        await write.ExecuteNonQueryAsync(stop);
    }

    private async Task<FhirResource> Find(Actor actor, string type, string id, CancellationToken stop) =>
        await reader.Find(FhirReference.StreamOf($"{type}/{id}"), null, null, stop) is FhirResource found && Sight.Sees(actor, found)
            ? found : throw FhirOutcome.Of(new FhirResourceNotFound());

    private static FhirVersion Shown(FhirResource r) => r.Content is null
        ? throw FhirOutcome.Of(new FhirResourceGone())
        : new(r.Number, r.ContentVersion, r.LastUpdated, Rendered(r.Content.Json, r.LogicalId, r.ContentVersion, r.LastUpdated));

    /// <summary>A resource as it is kept, with what the server says of it.</summary>
    public static R4.Resource Rendered(string json, string id, long version, Instant at) => Marked(FhirBody.Kept(json), id, version, at);

    public static R4.Resource Marked(R4.Resource resource, string id, long version, Instant at)
    {
        resource.Id = id;
        resource.Meta ??= new();
        resource.Meta.VersionId = version.ToString(System.Globalization.CultureInfo.InvariantCulture);
        resource.Meta.LastUpdated = at.ToDateTimeOffset();
        return resource;
    }
}

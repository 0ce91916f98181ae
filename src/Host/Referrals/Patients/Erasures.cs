using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Host.Attachments;
using SmartCity.Projections.Referrals.Patients;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Referrals.Patients;

/// <summary>
/// What follows an approved erasure (删除落实), as often as it is asked for: the key is destroyed; streams that came about
/// meanwhile are told too; attachments go. Stopped anywhere in between, it is done again at the next start and by the watch.
/// </summary>
internal sealed class Erasures(
    PersonKeys keys, PersonStreams streams, PatientDirectory patients, GroupCommit ledger, MatterReader reader, MatterCache cache,
    AttachmentShelf shelf)
{
    private static readonly PatientErased AfterRestore = new(Guid.Empty, ErasureBases.AfterRestore, "-", Actor.System.Id, Actor.System.Id);

    /// <summary>The key first: from then on nothing of them can be read or written anywhere.</summary>
    public async Task Finish(IReadOnlyCollection<Guid> records, CancellationToken stop)
    {
        foreach (var person in records) keys.Destroy(person);
        foreach (var left in (await streams.Of(records, stop)).Where(left => !left.Erased)) await Tell(left.Stream, records, AfterRestore);
        foreach (var (stream, _) in await streams.Of(records, stop)) cache.Forget(stream);
        foreach (var attachment in await streams.Attachments(records, stop)) await shelf.Discard(attachment, stop);
    }

    /// <summary>Destroys every key that should be gone. A folder of keys that was restored holds them again.</summary>
    public async Task DestroyKeys(CancellationToken stop)
    {
        foreach (var person in await patients.All(erased: true, stop))
            if (!keys.IsDestroyed(person)) keys.Destroy(person);
    }

    /// <summary>
    /// Everybody who is erased and whose traces this node has not seen gone yet; and everybody whose key is destroyed in a
    /// database from before their erasure: it is told of it again.
    /// </summary>
    public async Task Heal(ISet<Guid> done, CancellationToken stop)
    {
        done.ExceptWith(await streams.Untold(stop));
        foreach (var person in await patients.All(erased: true, stop))
        {
            if (done.Contains(person) && keys.IsDestroyed(person)) continue;
            await Finish([person], stop);
            done.Add(person);
        }
        foreach (var person in keys.Destroyed.Where(person => !done.Contains(person)).ToList())
        {
            if (await reader.Find(person, null, null, stop) is Patient { ErasedAt: null }) await Finish([person], stop);
            done.Add(person);
        }
    }

    private Task Tell(Guid stream, IReadOnlyCollection<Guid> records, PatientErased erased) => ledger.Execute(new(
        stream, "erase-person", Actor.System, (matter, _, _) => ErasureRules.Erase(matter, erased, records), _ => new(200, "{}"))
    {
        CausationId = $"erased/{stream:N}",
    });
}

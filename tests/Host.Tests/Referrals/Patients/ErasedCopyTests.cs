using SmartCity.Domain.Referrals.Patients;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>Backups, restored folders and crashes do not bring anybody back.</summary>
public sealed class ErasedCopyTests
{
    [Fact]
    public async Task A_dump_from_before_shows_nothing_to_who_has_the_keys_of_after_and_a_restored_key_folder_is_cleaned_again()
    {
        var person = Person.New();
        var folder = Directory.CreateTempSubdirectory("smartcity-erased").FullName;
        var database = await Databases.New();
        Guid id;
        string dump, keys = Path.Combine(folder, "keys", "persons"), kept = folder + "-keys-of-before";
        await using (var first = await RunningHost.Start(database, folder, keep: true))
        {
            id = await person.Register(first.District);
            dump = await Copies.Dump(database);
            Copy(keys, kept);
            await ErasureTests.Erase(first.District, id);
        }

        // The dump alone, and the dump read by a host with the keys of after.
        var restored = await Copies.Restore(dump);
        await using (var sql = new Sql(restored))
        {
            (await sql.Value<long>($"select count(*) from ledger.mt_events where stream_id = '{id}'")).ShouldBe(1, "the dump holds the patient's stream");
            (await Traces.Of(sql, person.Secrets)).ShouldBeEmpty();
        }
        await using (var second = await RunningHost.Start(restored, folder, keep: true))
        {
            var doctor = await second.District.As("sq1-doctor-1");
            foreach (var path in (string[])[$"matters/{id}", $"matters/{id}/timeline", $"matters/{id}?version=1"])
            {
                var reply = (await doctor.Get(path)).Expect(200);
                foreach (var secret in person.Secrets) reply.Body.ShouldNotContain(secret);
            }
            // The copy learns of the erasure by itself, and what people are found by goes from it too.
            await Wait.Until(async () => (await second.Sql.Rows(
                $"select erased_at is null, id_number_hash is null from read.patients where id = '{id}'")).SequenceEqual(["False|True"]));
            (await person.Register(second.District)).ShouldNotBe(id);
        }
        await Databases.Drop(restored);
        File.Delete(dump);

        // The folder of before the erasure, put back: the key is gone again before the first request.
        Directory.Delete(keys, recursive: true);
        Copy(kept, keys);
        new PersonKeys(keys).Find(id).ShouldNotBeNull("the key was brought back");
        await using var third = await RunningHost.Start(database, folder);
        third.Service<PersonKeys>().Find(id).ShouldBeNull();
        (await (await third.District.As("sq1-doctor-1")).Get($"matters/{id}/timeline")).Expect(200).Body.ShouldNotContain(person.IdNumber);
        Directory.Delete(kept, recursive: true);
    }

    [Fact]
    public async Task A_crash_between_the_commit_and_the_destruction_of_the_key_is_healed_at_the_next_start()
    {
        var person = Person.New();
        var folder = Directory.CreateTempSubdirectory("smartcity-crash").FullName;
        var database = await Databases.New();
        Guid id;
        await using (var first = await RunningHost.Start(database, folder, keep: true))
        {
            id = await person.Register(first.District);
            // The commit of an approval, and then nothing more: what a process leaves that is killed there.
            var erased = new PatientErased(Guid.NewGuid(), ErasureBases.CourtOrder, "ER-2026-1", "one", "other");
            (await first.Service<GroupCommit>().Execute(new(
                id, "approve-erasure", Actor.System, (_, _, _) => Decision.Of(erased, new PersonErased(id)), _ => new(200, "{}"))
            { CausationId = "test" })).Refusal.ShouldBeNull();
            first.Service<PersonKeys>().Find(id).ShouldNotBeNull("the key is still there");
        }
        await using var second = await RunningHost.Start(database, folder);
        second.Service<PersonKeys>().Find(id).ShouldBeNull();
        second.Service<PersonKeys>().IsDestroyed(id).ShouldBeTrue();
        (await (await second.District.As("sq1-doctor-1")).Get($"matters/{id}/timeline")).Expect(200).Body.ShouldNotContain(person.Name);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}

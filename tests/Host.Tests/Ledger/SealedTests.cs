using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SmartCity.Domain.Shared.Personal;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>Personal data inside events: readable while the person's key is there, and by nobody afterwards.</summary>
public sealed class SealedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("smartcity-keys").FullName;
    private readonly Guid _person = Guid.NewGuid();

    [Fact]
    public void It_stands_sealed_and_reads_back()
    {
        var json = Json(new(_folder));
        var written = JsonSerializer.Serialize(new Sealed<Details>(_person, new("张三", "13800001234")), json);
        written.ShouldNotContain("张三");
        written.ShouldNotContain("1234\"");
        JsonSerializer.Deserialize<Sealed<Details>>(written, Json(new(_folder)))!.Value.ShouldBe(new("张三", "13800001234"));
        JsonSerializer.Serialize(JsonSerializer.Deserialize<Sealed<Details>>(written, json), json).ShouldBe(written);
    }

    [Fact]
    public void A_destroyed_key_leaves_nothing_to_read_on_any_node_and_is_never_made_again()
    {
        var (here, there) = (new PersonKeys(_folder), new PersonKeys(_folder));
        var written = JsonSerializer.Serialize(new Sealed<Details>(_person, new("张三", "1")), Json(here));
        JsonSerializer.Deserialize<Sealed<Details>>(written, Json(there))!.Value.ShouldNotBeNull();
        here.Destroy(_person);
        here.Destroy(_person);
        foreach (var keys in new[] { here, there, new(_folder) })
        {
            var read = JsonSerializer.Deserialize<Sealed<Details>>(written, Json(keys))!;
            read.ShouldBe(new(_person, null));
            keys.IsDestroyed(_person).ShouldBeTrue();
            Should.Throw<PersonErasedException>(() => keys.Own(_person));
        }
        Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories).Count().ShouldBe(2, "the pepper and the note that it is gone");
    }

    [Fact]
    public void A_changed_byte_or_another_person_is_no_text()
    {
        var key = new PersonKeys(_folder).Own(_person);
        var closed = SealedText.Close(key, _person, "张三"u8);
        Encoding.UTF8.GetString(SealedText.Open(key, _person, closed)).ShouldBe("张三");
        Should.Throw<CryptographicException>(() => SealedText.Open(key, Guid.NewGuid(), closed));
        closed[^1] ^= 1;
        Should.Throw<CryptographicException>(() => SealedText.Open(key, _person, closed));
        Should.Throw<CryptographicException>(() => SealedText.Open(key, _person, closed.AsSpan(0, 20)));
    }

    [Fact]
    public void Whoever_comes_first_makes_the_key_for_all()
    {
        var made = Enumerable.Range(0, 16).AsParallel().Select(_ => Convert.ToHexString(new PersonKeys(_folder).Own(_person))).ToList();
        made.Distinct().Count().ShouldBe(1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static JsonSerializerOptions Json(PersonKeys keys)
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        LedgerStore.ConfigureEventJson(json, keys);
        return json;
    }

    private sealed record Details(string Name, string Phone);
}

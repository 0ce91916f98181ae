using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Npgsql;
using SmartCity.Domain.Ledger;
using SmartCity.Host.Ledger;
using SmartCity.Host.Tests.Shared;
using SmartCity.Projections.Ledger;
using Databases = SmartCity.Host.Tests.Shared.Databases;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>A host of its own that has a witness: its ledger is sealed, proved, and its key changed.</summary>
public sealed class EvidenceTests(EvidenceTests.Witnessed host) : IClassFixture<EvidenceTests.Witnessed>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_auditor_gets_a_proof_that_holds_and_that_the_ledger_goes_on()
    {
        var earlier = await Newest();
        var id = await host.District.File("drainage-permit");
        var sequence = await host.Host.Sql.Value<long>($"select min(seq_id) from ledger.mt_events where stream_id = '{id}'");
        var auditor = await Auditor();
        await Wait.Until(async () => (await auditor.Get($"audit/proofs/{sequence}")).Status == 200);
        var proof = (await auditor.Get($"audit/proofs/{sequence}?from={earlier.Size}")).Expect(200);

        var note = SignedNote.Parse(proof.Text("checkpoint")).ShouldNotBeNull();
        note.SignedBy(await Keys(), NoteSigning.IsRight).ShouldNotBeEmpty();
        var checkpoint = Checkpoint.Parse(note.Text).ShouldNotBeNull();
        var entry = Encoding.UTF8.GetBytes(proof.Text("entry"));
        proof.Text("entry").ShouldContain($"sequence {sequence}\nstream {id}\nversion 1\n");
        TreeProof.ShowsInclusion(MerkleHash.Leaf(entry), proof["index"].GetInt64(), checkpoint.Size, Hashes(proof["inclusion"]), checkpoint.Root).ShouldBeTrue();
        TreeProof.ShowsConsistency(
            earlier.Size, earlier.Root, checkpoint.Size, checkpoint.Root, Hashes(proof["consistency"].GetProperty("hashes"))).ShouldBeTrue();
    }

    [Fact]
    public async Task A_proof_is_for_auditors_and_for_what_is_sealed()
    {
        (await (await host.District.As("supervisor-1")).Get("audit/proofs/1")).Status.ShouldBe(403);
        (await host.District.Anonymous.Get("audit/proofs/1")).Status.ShouldBe(401);
        (await (await Auditor()).Get("audit/proofs/99999999")).Refused(404, "ledger.event-unknown");
        (await (await Auditor()).Get("audit/proofs/1?from=99999999")).Refused(422, "ledger.size-out-of-range");
    }

    [Fact]
    public async Task The_tiles_add_up_to_the_checkpoint_and_the_entries_to_the_tiles()
    {
        var checkpoint = await Newest();
        using var http = new HttpClient { BaseAddress = host.District.Address };
        var leaves = new List<byte[]>();
        for (var first = 0L; first < checkpoint.Size; first += 256)
        {
            var tile = new TilePath(0, first / 256, (int)Math.Min(256, checkpoint.Size - first));
            using var answer = await http.GetAsync(new Uri("/ledger/tile/" + tile, UriKind.Relative), Stop);
            answer.Headers.CacheControl!.ToString().ShouldContain("immutable");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
            leaves.AddRange((await answer.Content.ReadAsByteArrayAsync(Stop)).Chunk(32));
        }
        leaves.Count.ShouldBe((int)checkpoint.Size);
        MerkleHash.Over(leaves).ShouldBe(checkpoint.Root);

        var path = new TilePath(null, 0, (int)Math.Min(256, checkpoint.Size)).ToString();
        (await http.GetAsync(new Uri("/ledger/tile/" + path, UriKind.Relative), Stop)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var bundle = await Raw(await Token(), "/ledger/tile/" + path);
        var entries = new List<byte[]>();
        for (var at = 0; at < bundle.Length;)
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle.AsSpan(at));
            entries.Add(bundle[(at + 2)..(at + 2 + length)]);
            at += 2 + length;
        }
        entries.Select(entry => MerkleHash.Leaf(entry)).ShouldBe(leaves.Take(256));
        foreach (var none in new[] { "0/999", "0/0", "7/000", "0/000.p/0" })
            (await http.GetAsync(new Uri("/ledger/tile/" + none, UriKind.Relative), Stop)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_is_sealed_past_what_may_still_come()
    {
        await Wait.Until(() => Task.FromResult(host.Host.Service<Sealing>().State.Behind == 0));
        await using var late = new NpgsqlConnection(Databases.Owner(host.Host.Database));
        await late.OpenAsync(Stop);
        await using var transaction = await late.BeginTransactionAsync(Stop);
        await using var append = new NpgsqlCommand(
            "insert into ledger.mt_events select (jsonb_populate_record(e, jsonb_build_object('seq_id', nextval('ledger.mt_events_sequence'), "
            + "'id', gen_random_uuid(), 'version', 100000))).* from ledger.mt_events e order by seq_id limit 1 returning seq_id", late);
        var waiting = (long)(await append.ExecuteScalarAsync(Stop))!;
        await host.District.File("drainage-permit");
        await Task.Delay(1_500, Stop);
        (await host.Host.Sql.Value<long>("select max(sequence) from evidence.leaves")).ShouldBeLessThan(waiting);
        host.Host.Service<Sealing>().State.Behind.ShouldBeGreaterThan(0);
        await transaction.RollbackAsync(Stop);
        await Wait.Until(() => Task.FromResult(host.Host.Service<Sealing>().State.Behind == 0));
        (await host.Host.Sql.Value<long>("select max(sequence) from evidence.leaves")).ShouldBeGreaterThan(waiting);
    }

    [Fact]
    public async Task Another_key_signs_after_a_rotation_and_the_old_one_stays_known()
    {
        var before = await Keys();
        (await (await Auditor()).Post("operations/ledger-keys")).Status.ShouldBe(403);
        (await (await host.District.Admin).Post("operations/ledger-keys")).Expect(201);
        var after = await Keys();
        after.Count.ShouldBe(before.Count + 1);
        after.Select(key => key.ToString()).ShouldBe([.. before.Select(key => key.ToString()), after[^1].ToString()]);
        await Wait.Until(async () => SignedNote.Parse(await Text("/ledger/checkpoint"))!.SignedBy([after[^1]], NoteSigning.IsRight).Count == 1);
        (await host.Host.Sql.Value<string>("select data -> 'next' ->> 0 from ledger.mt_events where type = 'ledger_key_rotated' order by seq_id desc limit 1"))
            .ShouldBe(after[^1].ToString());
        var file = Path.Combine(host.Host.Folder, "keys", "ledger", "1.ed25519");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.GetUnixFileMode(Path.GetDirectoryName(file)!).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        (await SealedLedger.Check(host.Host.Service<NpgsqlDataSource>(), new(Path.Combine(host.Host.Folder, "ledger")))).First.ShouldBeNull();
    }

    [Fact]
    public async Task A_witness_is_told_with_a_proof_and_the_second_place_has_the_checkpoints_too()
    {
        await host.District.File("drainage-permit");
        await Wait.Until(async () => host.Told.Count > 1 && host.Told[^1].Size == (await Newest()).Size);
        host.Told.ShouldAllBe(told => told.Holds);
        host.Told.Skip(1).ShouldContain(told => told.Proof > 0);
        var health = JsonDocument.Parse(await Text("/health/ready")).RootElement;
        health.GetProperty("witnesses")[0].GetProperty("size").GetInt64().ShouldBeGreaterThan(0);
        health.GetProperty("ledger").GetProperty("lastSequence").GetInt64().ShouldBeGreaterThan(0);
        var copy = new CheckpointFolder(Path.Combine(host.Host.Folder, EvidenceRegistration.DemoCopy));
        copy.Newest().ShouldNotBeNull().Checkpoint.Size.ShouldBeGreaterThan(0);
        copy.ReadKeys().ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("update evidence.leaves set record = record")]
    [InlineData("delete from evidence.leaves")]
    [InlineData("update evidence.checkpoints set note = ''")]
    [InlineData("delete from evidence.tiles")]
    public async Task The_application_changes_nothing_of_the_evidence(string sql) =>
        (await Should.ThrowAsync<PostgresException>(() => host.Host.Sql.ExecuteAsApplication(sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    private async Task<Client> Auditor() => await host.District.As((await host.District.Accounts()).First(a => a.Roles.Contains("auditor")).Username);

    private async Task<string> Text(string path)
    {
        using var http = new HttpClient { BaseAddress = host.District.Address };
        return await http.GetStringAsync(new Uri(path, UriKind.Relative), Stop);
    }

    private async Task<Checkpoint> Newest()
    {
        var text = "";
        await Wait.Until(async () =>
        {
            using var http = new HttpClient { BaseAddress = host.District.Address };
            using var answer = await http.GetAsync(new Uri("/ledger/checkpoint", UriKind.Relative), Stop);
            text = await answer.Content.ReadAsStringAsync(Stop);
            return answer.IsSuccessStatusCode;
        });
        return Checkpoint.Parse(SignedNote.Parse(text)!.Text)!;
    }

    private async Task<List<NoteKey>> Keys() => [.. JsonDocument.Parse(await Text("/ledger/keys")).RootElement.EnumerateArray()
        .Select(key => NoteKey.Parse(key.GetProperty("key").GetString()!)!)];

    private async Task<string> Token()
    {
        var account = (await host.District.Accounts()).First(a => a.Roles.Contains("auditor"));
        using var http = new HttpClient { BaseAddress = host.District.Address };
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password", ["username"] = account.Username, ["password"] = account.Password,
        });
        using var answer = await http.PostAsync(new Uri("/connect/token", UriKind.Relative), form, Stop);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop)).RootElement.GetProperty("access_token").GetString()!;
    }

    private async Task<byte[]> Raw(string token, string path)
    {
        using var http = new HttpClient { BaseAddress = host.District.Address, DefaultRequestHeaders = { Authorization = new("Bearer", token) } };
        return await http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Stop);
    }

    private static List<byte[]> Hashes(JsonElement hashes) => [.. hashes.EnumerateArray().Select(hash => hash.GetBytesFromBase64())];

    /// <summary>A host with a witness that checks what it is told.</summary>
    public sealed class Witnessed : IAsyncLifetime
    {
        private WebApplication? _witness;

        public RunningHost Host { get; private set; } = null!;

        public District District => Host.District;

        /// <summary>What the witness was told: the size, how many hashes proved it, whether it held.</summary>
        public List<(long Size, int Proof, bool Holds)> Told { get; } = [];

        public async ValueTask InitializeAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            _witness = builder.Build();
            Checkpoint? known = null;
            _witness.MapPost("/add-checkpoint", async (HttpRequest request) =>
            {
                using var reader = new StreamReader(request.Body);
                var parts = (await reader.ReadToEndAsync()).Split("\n\n", 2);
                var lines = parts[0].Split('\n');
                var checkpoint = Checkpoint.Parse(SignedNote.Parse(parts[1])!.Text)!;
                if (lines[0] != $"old {known?.Size ?? 0}") return Results.Text($"{known?.Size ?? 0}\n", "text/x.tlog.size", statusCode: 409);
                List<byte[]> proof = [.. lines[1..].Select(Convert.FromBase64String)];
                Told.Add((checkpoint.Size, proof.Count, known is null ? proof.Count == 0
                    : TreeProof.ShowsConsistency(known.Size, known.Root, checkpoint.Size, checkpoint.Root, proof)));
                known = checkpoint;
                return Results.Text("\u2014 witness.example/w1 AAAAAAAAAAA=\n");
            });
            await _witness.StartAsync();
            Host = await RunningHost.Start(more: ["--Ledger:Seconds=0.2", "--Ledger:Sm2=false", "--Ledger:Witnesses:0:Url=" + _witness.Urls.First()]);
        }

        public async ValueTask DisposeAsync()
        {
            await Host.DisposeAsync();
            await _witness!.DisposeAsync();
        }
    }
}

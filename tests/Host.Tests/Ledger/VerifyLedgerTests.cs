using Npgsql;
using SmartCity.Domain.Ledger;
using SmartCity.Projections.Ledger;
using Databases = SmartCity.Host.Tests.Shared.Databases;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>Whatever the owner of the database does to the ledger is found and named, by two verifiers.</summary>
public sealed class VerifyLedgerTests(SealedLedger ledger) : IClassFixture<SealedLedger>
{
    private const string Target = "(select seq_id from ledger.mt_events where version = 1 and data::text like '%DX-AP%' order by seq_id offset 2 limit 1)";
    private const string TenthNewest = "select sequence from evidence.leaves order by leaf desc offset 9 limit 1";
    private const string Two = "(select array_agg(seq_id order by seq_id) from (select seq_id from ledger.mt_events where version = 1 and data::text like '%DX-AP%' order by seq_id limit 2) e)";

    /// <summary>What is done, the sequence that is wrong first, what is said of it.</summary>
    public static TheoryData<string, string, string> Deeds() => new()
    {
        { $"update ledger.mt_events set data = replace(data::text, 'DX', 'DY')::jsonb where seq_id = {Target}", Target, Wrong.Body },
        { $"update ledger.mt_events set timestamp = timestamp + interval '1 microsecond' where seq_id = {Target}", Target, Wrong.Time },
        { "update ledger.mt_events set headers = headers || '{\"actor\": \"nobody\"}' where seq_id = " + Target, Target, Wrong.Header },
        { $"update ledger.mt_events set correlation_id = 'another' where seq_id = {Target}", Target, Wrong.Identity },
        {
            $"create temp table t as select {Two} s; update ledger.mt_events set seq_id = -seq_id where seq_id = any((select s from t)::bigint[]); "
            + "update ledger.mt_events set seq_id = case when seq_id = -(select s[1] from t) then (select s[2] from t) else (select s[1] from t) end where seq_id < 0",
            $"select ({Two})[1]", Wrong.Swapped
        },
        {
            $"create temp table t as select {Two} s; create temp table d as select seq_id, data from ledger.mt_events where seq_id = any((select s from t)::bigint[]); "
            + "update ledger.mt_events e set data = d.data from d where e.seq_id <> d.seq_id and e.seq_id = any((select s from t)::bigint[])",
            $"select ({Two})[1]", Wrong.Swapped
        },
        { $"delete from ledger.mt_events where seq_id = {Target}", Target, Wrong.Missing },
        { $"delete from ledger.mt_events where seq_id >= ({TenthNewest})", TenthNewest, Wrong.CutOff },
        {
            $"create temp table t as select stream_id from ledger.mt_events where seq_id = ({Two})[1]; delete from ledger.mt_events where stream_id = (select stream_id from t); "
            + "delete from ledger.mt_streams where id = (select stream_id from t)",
            $"select ({Two})[1]", Wrong.StreamMissing
        },
        {
            "insert into ledger.mt_events select (jsonb_populate_record(e, jsonb_build_object('seq_id', 0, 'id', gen_random_uuid(), 'version', version + 1000))).* "
            + $"from ledger.mt_events e where seq_id = {Target}",
            "select 0::bigint", Wrong.Inserted
        },
    };

    [Fact]
    public async Task What_nobody_touched_holds()
    {
        var verdict = await ledger.Spoilt("select 1");
        verdict.Holds.ShouldBeTrue(verdict.First?.ToString());
        verdict.Leaves.ShouldBeGreaterThan(20);
        verdict.Checkpoints.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task What_the_owner_of_the_database_does_is_found_and_named(string deed, string first, string what)
    {
        var sequence = await First(first);
        var verdict = await ledger.Spoilt(deed);
        verdict.Holds.ShouldBeFalse();
        // An event before the first that was sealed has no sequence of its own kind.
        var found = sequence == 0 ? verdict.Findings[0] : verdict.First!;
        (found.Sequence, found.What).ShouldBe((sequence, what), found.Sentence);
    }

    [Theory]
    [MemberData(nameof(Deeds))]
    public async Task A_verifier_that_somebody_else_wrote_says_the_same(string deed, string first, string what)
    {
        Assert.SkipUnless(SealedLedger.HasPython, "python3 is not there");
        var sequence = await First(first);
        var verdict = await ledger.SpoiltForPython(deed);
        verdict.GetProperty("holds").GetBoolean().ShouldBeFalse();
        var found = verdict.GetProperty("first");
        (found.GetProperty("sequence").GetInt64(), found.GetProperty("what").GetString()).ShouldBe((sequence, what));
    }

    [Fact]
    public async Task Both_verifiers_agree_on_what_holds()
    {
        Assert.SkipUnless(SealedLedger.HasPython, "python3 is not there");
        var verdict = await ledger.SpoiltForPython("select 1");
        verdict.GetProperty("holds").GetBoolean().ShouldBeTrue(verdict.ToString());
        verdict.GetProperty("leaves").GetInt64().ShouldBe((await ledger.Spoilt("select 1")).Leaves);
    }

    [Fact]
    public async Task An_owner_who_rewrites_the_leaves_as_well_is_found_out_by_the_folder()
    {
        var sequence = await First(Target);
        await ledger.Look($"update ledger.mt_events set data = replace(data::text, 'DX', 'DY')::jsonb where seq_id = {Target}", async (source, _) =>
        {
            await using var connection = await source.OpenConnectionAsync();
            LeafRecord record = default;
            await foreach (var entry in StoredEvents.Read(connection, sequence - 1, sequence, null, CancellationToken.None)) record = LeafRecord.Of(entry);
            await using (var rewrite = new NpgsqlCommand("update evidence.leaves set record = $1 where sequence = $2", connection))
            {
                rewrite.Parameters.Add(new() { Value = record.Bytes() });
                rewrite.Parameters.Add(new() { Value = sequence });
                (await rewrite.ExecuteNonQueryAsync()).ShouldBe(1);
            }
            var verdict = await SealedLedger.Check(source, ledger.Checkpoints);
            (verdict.First!.Sequence, verdict.First.What).ShouldBe((sequence, Wrong.Body));
            // A copy of the checkpoints alone, without records: between which checkpoints it happened.
            var second = new CheckpointFolder(Path.Combine(ledger.Folder, Host.Ledger.EvidenceRegistration.DemoCopy));
            verdict = await SealedLedger.Check(source, second);
            verdict.First!.What.ShouldBe(Wrong.Checkpoint);
            verdict.First.Sequence.ShouldBeLessThanOrEqualTo(sequence);
            return 0;
        });
    }

    [Fact]
    public async Task A_leaf_that_is_another_is_named_though_its_event_is_as_it_was()
    {
        var sequence = await First(Target);
        var verdict = await ledger.Spoilt($"update evidence.leaves set record = set_byte(record, 3, 255 - get_byte(record, 3)) where sequence = {Target}");
        (verdict.First!.Sequence, verdict.First.What).ShouldBe((sequence, Wrong.Leaf));
    }

    [Fact]
    public async Task A_key_that_nobody_trusts_proves_nothing()
    {
        var verdict = await ledger.Look("select 1", (source, _) =>
            new LedgerCheck(source, ledger.Checkpoints, [], [NoteSigner.Create("smartcity.local/ledger", NoteAlgorithm.Ed25519).Key])
                .Run((_, _) => { }, CancellationToken.None));
        verdict.First!.What.ShouldBe(Wrong.Checkpoint);
    }

    [Theory]
    [InlineData("delete from evidence.leaves where leaf > (select max(leaf) - 10 from evidence.leaves); delete from evidence.checkpoints", "ledger.older-than-checkpoint")]
    [InlineData("update evidence.leaves set record = set_byte(record, 3, 255 - get_byte(record, 3)) where leaf = (select max(size) - 1 from evidence.checkpoints)", "ledger.other-than-checkpoint")]
    public async Task Nobody_signs_a_tree_that_does_not_go_on_from_the_newest_checkpoint(string deed, string code)
    {
        var refused = await ledger.Look(deed, (source, _) => Should.ThrowAsync<LedgerBrokenException>(() => Sealer(source).Seal(CancellationToken.None)));
        refused.Code.ShouldBe(code);
    }

    private LedgerSealer Sealer(NpgsqlDataSource source) => new(
        new(source), new(source), source, ledger.Checkpoints, [],
        new(Path.Combine(ledger.Folder, "keys", "ledger"), new LedgerOptions().Origin, sm2: false), new());

    private async Task<long> First(string first)
    {
        await using var source = NpgsqlDataSource.Create(Databases.Owner(ledger.Database) + ";Pooling=false");
        await using var query = source.CreateCommand(first.StartsWith("select", StringComparison.Ordinal) ? first : "select " + first);
        return (long)(await query.ExecuteScalarAsync())!;
    }
}

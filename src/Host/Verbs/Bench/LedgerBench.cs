using System.Diagnostics;
using System.Globalization;
using SmartCity.Host.Ledger;
using SmartCity.Projections.Ledger;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>
/// How fast the running system seals events that are all there at once, and how long a check of the whole ledger takes. The events are
/// written by SQL, ten a stream, bodies of about 500 bytes.
/// </summary>
internal static class LedgerBench
{
    private const string Fill =
        """
        insert into ledger.mt_streams (id, version, timestamp, created, tenant_id)
        select md5('bench' || s)::uuid, 10, now(), now(), '*DEFAULT*' from generate_series(0, $1 / 10 - 1) s;
        insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, tenant_id, timestamp, mt_dotnet_type, is_archived,
                                      correlation_id, causation_id, headers)
        select nextval('ledger.mt_events_sequence'), gen_random_uuid(), md5('bench' || (g % ($1 / 10)))::uuid, g / ($1 / 10) + 1,
               jsonb_build_object('previous', jsonb_build_array(repeat(md5(g::text), 7)), 'next', jsonb_build_array(repeat(md5((-g)::text), 7))),
               'ledger_key_rotated', '*DEFAULT*', now(), 'SmartCity.Domain.Ledger.LedgerKeyRotated, SmartCity.Domain', false, md5(g::text), null,
               jsonb_build_object('actor', 'bench', 'role', 'system', 'unit', 'DX', 'channel', 'bench', 'command', 'bench', 'commandId', md5(g::text),
                                  'occurredAt', '2026-11-30T08:15:00Z')
        from generate_series(0, $1 - 1) g;
        """;

    public static async Task<Report> Run(Workbench bench, int events)
    {
        events -= events % 10;
        var tree = new StoredTree(bench.Database);
        var before = await Sealed(tree);
        await using (var fill = bench.Database.CreateCommand(
            Fill.Replace("$1", events.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)))
        {
            fill.CommandTimeout = 0;
            await fill.ExecuteNonQueryAsync();
        }
        var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
        var began = Stopwatch.GetTimestamp();
        while (await Sealed(tree) < before + events) await Task.Delay(100);
        var sealing = Stopwatch.GetElapsedTime(began).TotalSeconds;
        host = CpuClock.OfProcess(bench.HostPid) - host;
        server = CpuClock.OfCluster(bench.Postmaster) - server;

        var data = Environment.GetEnvironmentVariable("SmartCity__Data") ?? throw new VerbFailedException("bench ledger needs --data DIR, not --url", 2);
        var folder = new CheckpointFolder(Path.Combine(data, EvidenceRegistration.Folder));
        began = Stopwatch.GetTimestamp();
        var verdict = await new LedgerCheck(bench.Database, folder, [], folder.ReadKeys()).Run((_, _) => { }, CancellationToken.None);
        var checking = Stopwatch.GetElapsedTime(began).TotalSeconds;
        if (!verdict.Holds) throw new VerbFailedException($"the ledger does not hold: {verdict.First}");
        return new Report($"bench ledger: {events:N0} events / 账本封存与核验")
            .Add("sealedPerSecond", "events sealed a second, the read models beside / 每秒封存", events / sealing, "/s")
            .Add("sealing.hostCpu", "processors used by the host meanwhile / 主机占用", host / sealing)
            .Add("sealing.postgresCpu", "processors used by PostgreSQL meanwhile / 数据库占用", server / sealing)
            .Add("leaves", "leaves checked / 核验叶数", verdict.Leaves)
            .Add("checkSeconds", "a check of the whole ledger / 全账核验", checking, "s")
            .Add("checkedPerSecond", "events checked a second / 每秒核验", verdict.Events / checking, "/s");
    }

    private static async Task<long> Sealed(StoredTree tree) => (await tree.Newest(CancellationToken.None))?.Checkpoint.Size ?? 0;
}

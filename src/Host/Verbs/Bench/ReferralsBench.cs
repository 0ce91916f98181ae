using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using SmartCity.Host.Referrals.Fhir;

namespace SmartCity.Host.Verbs.Bench;

/// <summary>How much stands in the read model, and how long is pressed.</summary>
internal sealed record ReferralsLoad(int Stored, int Connections, int Seconds);

/// <summary>
/// Referrals over FHIR: a loop is a transaction of <c>ServiceRequest</c> and <c>Task</c> and the update that accepts it; then a
/// search by patient among a million referrals.
/// </summary>
internal static partial class ReferralsBench
{
    private const string Command = "fhir-transaction";
    private const int Patients = 500, Searches = 2000, Counted = 20;

    public static async Task<Report> Run(Workbench bench, ReferralsLoad load)
    {
        using var http = new HttpClient { BaseAddress = bench.Url };
        var token = await People.Integrator(http);
        var report = new Report($"bench referrals: {load.Connections} connections, {load.Stored:N0} stored / 转诊（FHIR）");
        var patients = await Known(bench.Url, token);

        var rows = new WrittenRows(bench.Database, Command);
        using (var wire = await HttpWire.Open(bench.Url))
            for (var i = 0; i < Counted; i++)
            {
                var id = await Loop(wire, token, patients[i]);
                await rows.CountOpening([Guid.Parse(id), FhirReference.StreamOf("ServiceRequest/" + id), FhirReference.StreamOf("Task/" + id)]);
            }
        await Loops(bench.Url, token, patients, load.Connections, TimeSpan.FromSeconds(8));
        await bench.Settle();

        var (host, server) = (CpuClock.OfProcess(bench.HostPid), CpuClock.OfCluster(bench.Postmaster));
        var loops = await Loops(bench.Url, token, patients, load.Connections, TimeSpan.FromSeconds(load.Seconds));
        double? Each(double? cpu) => cpu * 1000 / loops.Milliseconds.Count;
        report.Add("loops.perSecond", "create-to-accept loops a second / 每秒创建到接收", loops.Rate, "/s");
        Latencies(report, "loops", "a loop, both requests / 两次请求", loops);
        report.Add("loops.hostCpu", "a loop: processor time of the host", Each(CpuClock.OfProcess(bench.HostPid) - host), "ms")
            .Add("loops.postgresCpu", "a loop: processor time of PostgreSQL", Each(CpuClock.OfCluster(bench.Postmaster) - server), "ms");

        await bench.Settle();
        var raw = await bench.StartRaw(rows.Whole, Command);
        var insert = HttpWire.Post("/insert", null, null, "{}");
        await Load.Send(raw, load.Connections, insert, TimeSpan.FromSeconds(4));
        var bare = await Load.Send(raw, load.Connections, insert, TimeSpan.FromSeconds(load.Seconds));
        report.Add("raw.perSecond", "the rows of a loop behind one bare endpoint / 裸接口写入同样行数", bare.Rate, "/s")
            .Add("ratio", "ratio / 比值", loops.Rate / bare.Rate)
            .Add("rowsPerLoop", "rows that a loop leaves / 每次行数", rows.PerCommand.Values.Sum());

        await Search(bench, token, patients, load, report);
        return report;
    }

    private static async Task Search(Workbench bench, string token, IReadOnlyList<string> patients, ReferralsLoad load, Report report)
    {
        report.Add("search.stored", "referrals stored (copies of rows under new keys) / 库中转诊", await ReferralFill.To(bench.Database, load.Stored));
        byte[][] All(string type, int count) => [.. Enumerable.Range(0, count)
            .Select(i => HttpWire.Get($"{FhirWire.Path}/{type}?patient=Patient/{patients[i * 7 % patients.Count]}&_count=10", token))];
        foreach (var type in new[] { "ServiceRequest", "Task" })
        {
            await Load.Send(bench.Url, 1, All(type, Searches / 5));
            Latencies(report, $"search.{type}", $"{type} by patient, a page of 10 / 按患者检索", await Load.Send(bench.Url, 1, All(type, Searches)));
        }
    }

    private static async Task<IReadOnlyList<string>> Known(Uri url, string token)
    {
        using var wire = await HttpWire.Open(url);
        var ids = new List<string>();
        for (var i = 0; i < Patients; i++)
            ids.Add(Id().Match(Encoding.UTF8.GetString(await wire.Send(HttpWire.Post($"{FhirWire.Path}/Patient", token, null,
                """{"resourceType":"Patient","active":true,"name":[{"text":"测试患者"}],"gender":"unknown"}""")))).Groups[1].Value);
        return ids;
    }

    private static async Task<Stretch> Loops(Uri url, string token, IReadOnlyList<string> patients, int connections, TimeSpan duration)
    {
        var (next, latencies) = (-1, new ConcurrentBag<double>());
        var began = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            using var wire = await HttpWire.Open(url);
            while (Stopwatch.GetElapsedTime(began) < duration)
            {
                var sent = Stopwatch.GetTimestamp();
                await Loop(wire, token, patients[(Interlocked.Increment(ref next) & int.MaxValue) % patients.Count]);
                latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
            }
        })));
        return new(Stopwatch.GetElapsedTime(began).TotalSeconds, [.. latencies]);
    }

    /// <summary>Refers a patient and accepts the referral; its id.</summary>
    private static async Task<string> Loop(HttpWire wire, string token, string patient)
    {
        var request = "urn:uuid:" + Guid.NewGuid();
        var answer = await wire.Send(HttpWire.Post(FhirWire.Path, token, Guid.NewGuid().ToString(),
            $$$"""
            {"resourceType":"Bundle","type":"transaction","entry":[
            {"fullUrl":"{{{request}}}","resource":{"resourceType":"ServiceRequest","status":"active","intent":"order","priority":"routine","subject":{"reference":"Patient/{{{patient}}}"},"requester":{"reference":"PractitionerRole/sq1-doctor-1"},"performer":[{"reference":"Organization/DX-YY-01"}],"reasonCode":[{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"I10","display":"原发性高血压"}],"text":"血压控制不佳"}]},"request":{"method":"POST","url":"ServiceRequest"}},
            {"fullUrl":"urn:uuid:{{{Guid.NewGuid()}}}","resource":{"resourceType":"Task","status":"requested","intent":"order","focus":{"reference":"{{{request}}}"},"for":{"reference":"Patient/{{{patient}}}"},"requester":{"reference":"PractitionerRole/sq1-doctor-1"},"owner":{"reference":"Organization/DX-YY-01"}},"request":{"method":"POST","url":"Task"}}]}
            """));
        var id = Task_().Match(Encoding.UTF8.GetString(answer)).Groups[1].Value;
        await wire.Send(HttpWire.Put($"{FhirWire.Path}/Task/{id}", token,
            $$$"""{"resourceType":"Task","id":"{{{id}}}","status":"accepted","intent":"order","focus":{"reference":"ServiceRequest/{{{id}}}"},"for":{"reference":"Patient/{{{patient}}}"},"requester":{"reference":"PractitionerRole/sq1-doctor-1"},"owner":{"reference":"Organization/DX-YY-01"}}"""));
        return id;
    }

    private static void Latencies(Report report, string key, string label, Stretch stretch)
    {
        foreach (var (name, share) in new[] { ("p50", 0.5), ("p95", 0.95), ("p99", 0.99) })
            report.Add($"{key}.{name}", $"{label}: {name}", stretch.Percentile(share), "ms");
    }

    [GeneratedRegex("\"id\":\"([0-9a-f-]{36})\"")]
    private static partial Regex Id();

    [GeneratedRegex("\"Task/([0-9a-f-]{36})/_history/")]
    private static partial Regex Task_();
}

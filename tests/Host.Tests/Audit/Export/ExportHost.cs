using System.Text;
using NodaTime;
using SmartCity.Host.Tests.Approvals.Imports;
using SmartCity.Host.Tests.Devices;
using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Referrals;
using SmartCity.Host.Tests.Referrals.Consultations;
using SmartCity.Host.Tests.Referrals.Patients;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Violations;

namespace SmartCity.Host.Tests.Audit.Export;

/// <summary>Tests that share one host.</summary>
[CollectionDefinition(nameof(ExportTests))]
public sealed class ExportTests : ICollectionFixture<ExportHost>;

/// <summary>A host with a matter of every kind in it, and nobody at work any more.</summary>
public sealed class ExportHost : HostFixture, IAsyncLifetime
{
    /// <summary>A role as no account has it, and a spreadsheet should not run.</summary>
    public const string Formula = "=HYPERLINK(\"http://x\")";

    /// <summary>Somebody of whom a centre has a record.</summary>
    public Person Patient { get; } = Person.New();

    /// <summary>An approval that went all its way.</summary>
    public Guid Granted { get; private set; }

    public Guid Referral { get; private set; }

    /// <summary>The last sequence when nobody was at work any more.</summary>
    public long Last { get; private set; }

    async ValueTask IAsyncLifetime.InitializeAsync()
    {
        await InitializeAsync();
        Granted = await District.File("drainage-permit");
        await District.CarryTo(Granted, null);
        await District.File("mass-event");
        await District.CarryTo(await District.Report(), "handling");
        await District.CarryTo(await District.Violation(), "source");
        await new DevicePark(Host).Register();
        await Patient.Register(District);
        Referral = await District.Refer();
        await District.Consultation();
        (await (await District.Integrator).Post("hall/tickets", new { service = "business" })).Expect(201);
        (await (await District.Integrator).Send("log", Encoding.UTF8.GetBytes(
            "caseId,channel,department,group,responsible,startedAt,plannedAt,deadlineAt,endedAt,instance,activity,transition,stepGroup,resource,occurredAt\n"
            + "a,Desk,Permits,,boss,2020-03-02T09:00:00+08:00,2020-04-01T00:00:00+08:00,,,1,T02 Check,complete,EMPTY,officer,2020-03-03T09:00:00+08:00"))).Expect(200);
        (await (await District.Integrator).Import("grid-cases", "requests", Encoding.UTF8.GetBytes(
            "caseId,kind,unit,channel,title,titleEn,status,createdAt,dueAt,actedAt,closedAt,longitude,latitude\n"
            + "1,event-0110,DX-CGW,hotline,路面破损,,Open,2020-03-02T09:00:00+08:00,,,,116.34,39.72"))).Expect(200);
        await Host.Sql.Execute(
            $$"""
            with stream as (insert into ledger.mt_streams (id, version) values (gen_random_uuid(), 1) returning id)
            insert into ledger.mt_events (seq_id, id, stream_id, version, data, type, timestamp, mt_dotnet_type, headers)
            select nextval('ledger.mt_events_sequence'), gen_random_uuid(), id, 1,
                '{"by": "多行\n文本 \"引号\" 😀", "workItem": "{{Guid.NewGuid()}}", "big": 12345678901234567890.10}', 'work_item_claimed', now(),
                'SmartCity.Domain.Shared.Process.WorkItemClaimed, SmartCity.Domain',
                '{"actor": "nobody", "role": {{System.Text.Json.JsonSerializer.Serialize(Formula)}}, "occurredAt": "2020-03-02T01:00:00Z"}' from stream
            """);
        await Wait.CardsOfThePlan(Host);
        for (var last = 0L; last != Last || Last == 0; last = Last, Last = await Newest())
        {
            await Task.Delay(1_000);
            await Wait.Settled(Host);
        }
    }

    public Task<long> Newest() => Host.Sql.Value<long>("select max(seq_id) from ledger.mt_events");

    /// <summary>An export as an auditor gets it.</summary>
    public async Task<Reply> Export(string query) => await (await District.As("auditor-1")).Get("audit/events/export?" + query);

    /// <summary>A package of an auditor's as a file.</summary>
    public Task<string> Package(string query) => Package("auditor-1", $"audit/events/export?package=true&{query}");

    /// <summary>The whole ledger as it is stored, as a file.</summary>
    public Task<string> Whole() => Package("admin", "operations/ledger/export");

    private async Task<string> Package(string account, string path)
    {
        var file = Path.Combine(Host.Folder, Guid.NewGuid().ToString("N") + ".zip");
        await File.WriteAllBytesAsync(file, await (await District.As(account)).Bytes(path));
        return file;
    }

    internal static string Schema(string file) => Path.Combine(Repository.Root, "tests", "Host.Tests", "Audit", "Export", "schemas", file);
}

using SmartCity.Host.Tests.GridCases;
using SmartCity.Host.Tests.Shared;
using SmartCity.Host.Tests.Time;
using SmartCity.Host.Tests.Violations;

namespace SmartCity.Host.Tests.Supervision;

/// <summary>A district in which matters of every kind stand somewhere else, and every figure counts something.</summary>
internal static class BusyDistrict
{
    /// <summary>The steps in which it becomes busy; between two of them nothing moves.</summary>
    public static IReadOnlyList<Func<TimeHost, Task>> Days { get; } =
    [
        async host =>
        {
            var district = host.District;
            await district.CarryTo(await district.File("drainage-permit"), "first-check");
            await district.CarryTo(await district.Report(), "handling");
            await district.Violation();
            var returned = await district.Report();
            await district.CarryTo(returned, "acceptance");
            (await district.Do(returned, "acceptance", "returned")).Expect(200);
        },
        async host =>
        {
            var district = host.District;
            var granted = await district.File("drainage-permit");
            await district.CarryTo(granted, null);
            (await (await district.Integrator).Post($"matters/{granted}/rating", new { level = 5 })).Expect(200);
            var bad = await district.File("drainage-permit");
            await district.CarryTo(bad, "evaluation");
            (await (await district.Integrator).Post($"matters/{bad}/rating", new { level = 1 })).Expect(200);
            var correcting = await district.File("drainage-permit");
            (await district.Do(correcting, "materials-check", "incomplete")).Expect(200);
            var failed = await district.Report();
            await district.CarryTo(failed, "verification");
            (await district.Do(failed, "verification", "failed")).Expect(200);
        },
        host => host.Pass("P6D"),
        async host =>
        {
            var district = host.District;
            var contacted = await district.Report();
            await district.CarryTo(contacted, "handling");
            (await (await district.Officer(contacted)).Post($"grid-cases/{contacted}/contact", new { remark = "已联系" })).Expect(200);
            await district.CarryTo(contacted, null);
            var reopened = await district.Report();
            await district.CarryTo(reopened, null);
            (await (await district.Integrator).Post($"grid-cases/{reopened}/reopen", new { reason = "又堆上了" })).Expect(200);
            await district.CarryTo(await district.Violation(), null);
        },
        host => host.Pass("P20D"),
        async host =>
        {
            await host.District.Report();
            await host.District.File("mass-event");
        },
        host => host.Pass("P15D"),
    ];

    public static async Task MakeBusy(this TimeHost host)
    {
        foreach (var day in Days) await day(host);
        await host.CaughtUp();
    }
}

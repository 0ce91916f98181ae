using NodaTime;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Tests.Referrals.Consultations;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Settlements;

/// <summary>A host of its own with a payer, whose clock may be moved.</summary>
public sealed class PayerHost : IAsyncLifetime
{
    public const string Name = "payer";

    internal RunningHost Host { get; private set; } = null!;

    internal SmallPayer Payer { get; private set; } = null!;

    public District District => Host.District;

    public async ValueTask InitializeAsync()
    {
        Payer = await SmallPayer.Start();
        Host = await RunningHost.Start(more: Payer.Settings);
    }

    /// <summary>A remote diagnosis that was carried to its end.</summary>
    public async Task<Guid> Finished()
    {
        var id = await District.Consultation(ConsultationCalls.Body("remote-diagnosis"));
        await District.CarryTo(id, null);
        return id;
    }

    public static object Claim(Guid subject, decimal price = 180.5m) => new
    {
        subjectId = subject, items = new[] { new { code = "CT-1", name = "胸部 CT 平扫", quantity = 1, price } },
    };

    /// <summary>A claim for something that was finished; its id and number.</summary>
    public async Task<(Guid Id, string Number)> Claimed()
    {
        var claimed = (await (await District.As("yy1-referral-1")).Post("settlements", Claim(await Finished()))).Expect(201);
        return (claimed["id"].GetGuid(), claimed.Text("number"));
    }

    /// <summary>The payer says something; what came of it.</summary>
    public async Task<string> Says(string claim, string state, decimal? amount = null, string? message = null) =>
        (await (await District.Integrator).Post("settlements/answers", new
        {
            messageId = message ?? Guid.NewGuid().ToString(), claim, state, amount, reason = "超出目录范围",
        })).Expect(200).Text("effect");

    public async Task<Reply> Settlement(Guid id) => (await (await District.As("yy1-referral-1")).Get($"settlements/{id}")).Expect(200);

    public LocalDate Today => Host.Service<IClock>().GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Payer.DisposeAsync();
    }
}

[CollectionDefinition(PayerHost.Name)]
public sealed class PayerCollection : ICollectionFixture<PayerHost>;

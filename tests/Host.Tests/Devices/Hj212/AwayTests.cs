using Npgsql;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Devices.Hj212;

/// <summary>The database is away: a station hears nothing, keeps its data, and goes on by itself afterwards.</summary>
public sealed class AwayTests
{
    [Fact]
    public async Task Without_the_database_there_is_no_9014_and_nothing_acknowledged_is_lost()
    {
        await using var host = await RunningHost.Start(more: ["--DeviceGateway:Telemetry:TakeWithinSeconds=2", "--Logging:LogLevel:Default=None"]);
        using var station = await TcpStation.Register(host);
        await station.Send(Hour(station, 0));
        (await station.Next()).ShouldContain("CN=9014");

        await Databases.Allow(host.Database, false);
        try
        {
            await station.Send(Hour(station, 1));
            (await station.HearsNothing(4)).ShouldBeTrue();
            host.Service<Hj212Server>().Totals.Unacknowledged.ShouldBe(1);
        }
        finally
        {
            await Databases.Allow(host.Database, true);
        }

        station.Disconnect();
        await station.Send(Hour(station, 1));
        (await station.Next()).ShouldContain("CN=9014");
        (await host.Sql.Value<long>(
            $"select count(*) from telemetry.points p join telemetry.series s on s.id = p.series where s.device_id = '{station.Id}'"))
            .ShouldBe(2);
    }

    private static string Hour(TcpStation station, int hour) =>
        station.Upload(2061, $"DataTime=202603010{hour}0000;a34004-Avg=61,a34004-Flag=N");
}

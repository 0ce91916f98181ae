using System.Text;
using FsCheck.Xunit;
using SmartCity.DeviceGateway.Hj212;
using SmartCity.Fuzz;

namespace SmartCity.DeviceGateway.Tests.Hj212;

/// <summary>Whatever bytes come, nothing throws, hangs or grows, and a sound packet afterwards is answered.</summary>
public sealed class MutationTests
{
    private const string Mn = "010000A8900016F000169DC0";

    private static string[] Seeds => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", "hj212"));

    [Fact]
    public void Every_seed_of_the_fuzzer_is_read()
    {
        Seeds.Length.ShouldBeGreaterThan(20);
        foreach (var seed in Seeds) Hj212Target.Read(File.ReadAllBytes(seed));
        foreach (var sample in Sample.All) Hj212Target.Read(sample.OnTheWire);
    }

    [Property(MaxTest = 300)]
    public void Mutated_seeds_are_read(int randomness)
    {
        var random = new System.Random(randomness);
        var seeds = Seeds;
        var bytes = Mutate(File.ReadAllBytes(seeds[random.Next(seeds.Length)]), random, random.Next(1, 20));
        Hj212Target.Read(bytes);
    }

    [Property(MaxTest = 300)]
    public void Any_bytes_are_read(byte[] bytes) => Hj212Target.Read(bytes);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_connection_survives_spoilt_packets_whose_check_sum_is_right(int seed)
    {
        var random = new System.Random(seed);
        using var gateway = new TestGateway(new() { WrongPasswordDelay = TimeSpan.Zero });
        gateway.Add(Mn);
        await using var station = gateway.Connect();
        var hearing = Task.Run(async () =>
        {
            while (!(await station.Next()).Contains("QN=20261122080000999", StringComparison.Ordinal))
            {
            }
        }, TestContext.Current.CancellationToken);
        var packets = Sample.Of("COMPUTED").ToList();
        for (var i = 0; i < 500; i++)
        {
            var line = packets[random.Next(packets.Count)].Line;
            var spoilt = Mutate(line[6..^4], random, random.Next(0, 4));
            await station.Send(Frame.Of(Encoding.Latin1.GetString(spoilt), false));
        }

        await station.Send("\r\n"u8.ToArray());
        await station.Send($"QN=20261122080000999;ST=91;CN=9015;PW=123456;MN={Mn};Flag=9;CP=&&&&");
        await hearing.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        gateway.Values.ShouldNotBeEmpty();
        gateway.Gate.Totals.Unacknowledged.ShouldBe(0, "nothing threw");
    }

    private static byte[] Mutate(byte[] bytes, System.Random random, int times)
    {
        var list = bytes.ToList();
        for (var i = 0; i < times && list.Count > 0; i++)
        {
            var at = random.Next(list.Count);
            switch (random.Next(5))
            {
                case 0: list[at] = (byte)random.Next(256); break;
                case 1: list.RemoveAt(at); break;
                case 2: list.Insert(at, (byte)";,=&-#\r\n"[random.Next(8)]); break;
                case 3: list.InsertRange(at, list.Skip(at).Take(random.Next(60)).ToArray()); break;
                default: list.RemoveRange(at, Math.Min(random.Next(60), list.Count - at)); break;
            }
        }

        return [.. list];
    }
}

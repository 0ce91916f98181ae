using FsCheck;
using FsCheck.Xunit;
using SmartCity.Fuzz;

namespace SmartCity.DeviceGateway.Tests.Messages;

/// <summary>Whatever bytes come over MQTT, HTTP or OCPP, they are read or refused: nothing throws or hangs.</summary>
public sealed class SeedTests
{
    private const string Letters = "{}[]\",:\\u019eE+-.T";

    private static readonly Dictionary<string, Action<byte[]>> Targets = new()
    {
        ["mqtt-payload"] = MqttPayloadTarget.Read,
        ["ocpp"] = OcppTarget.Read,
    };

    [Theory]
    [InlineData("mqtt-payload")]
    [InlineData("ocpp")]
    public void Every_seed_of_the_fuzzer_is_read(string target)
    {
        var seeds = Seeds(target);
        seeds.Length.ShouldBeGreaterThan(10);
        foreach (var seed in seeds) Targets[target](seed);
    }

    [Property(MaxTest = 500)]
    public void Mutated_seeds_are_read(int randomness)
    {
        var random = new System.Random(randomness);
        foreach (var (target, read) in Targets) read(Mutated(random, Seeds(target)));
    }

    [Property(MaxTest = 300)]
    public void Any_bytes_are_read(byte[] bytes)
    {
        foreach (var read in Targets.Values) read(bytes);
    }

    private static byte[][] Seeds(string target) =>
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "corpus", target)).Select(File.ReadAllBytes)];

    /// <summary>One seed with bytes changed, left out, put in, and parts of another seed in between.</summary>
    private static byte[] Mutated(System.Random random, byte[][] seeds)
    {
        var bytes = seeds[random.Next(seeds.Length)].ToList();
        for (var times = random.Next(1, 12); times > 0 && bytes.Count > 0; times--)
        {
            var (at, other) = (random.Next(bytes.Count), seeds[random.Next(seeds.Length)]);
            switch (random.Next(5))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)Letters[random.Next(Letters.Length)]); break;
                case 3: bytes.InsertRange(at, other.Skip(random.Next(other.Length)).Take(random.Next(40))); break;
                default: bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at)); break;
            }
        }
        return [.. bytes];
    }
}

using SharpFuzz;

namespace SmartCity.Fuzz;

/// <summary>
/// Gives readers of what devices send whatever a fuzzer thinks up (docs/protocols/fuzzing.md). A new reader is one line in
/// <see cref="Targets"/> and seeds in <c>corpus/NAME</c>.
/// </summary>
internal static class Program
{
    /// <summary>Each takes any bytes and neither throws nor hangs.</summary>
    private static readonly Dictionary<string, Action<byte[]>> Targets = new()
    {
        ["hj212"] = Hj212Target.Read,
        ["mqtt-payload"] = MqttPayloadTarget.Read,
        ["ocpp"] = OcppTarget.Read,
    };

    public static int Main(string[] args)
    {
        switch (args)
        {
            case ["instrument", var assembly]:
                Fuzzer.Instrument(assembly, type => type.StartsWith("SmartCity.DeviceGateway.", StringComparison.Ordinal), Options.Value);
                return 0;
            case ["fuzz", var name] when Targets.TryGetValue(name, out var target):
                Fuzzer.Run(stream => target(All(stream)));
                return 0;
            case ["replay", var name, .. var files] when Targets.TryGetValue(name, out var target):
                foreach (var file in files)
                {
                    Console.WriteLine(file);
                    target(File.ReadAllBytes(file));
                }

                return 0;
            default:
                Console.Error.WriteLine(
                    $"Use: instrument ASSEMBLY | fuzz TARGET | replay TARGET FILE…    targets: {string.Join(", ", Targets.Keys)}");
                return 2;
        }
    }

    private static byte[] All(Stream stream)
    {
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

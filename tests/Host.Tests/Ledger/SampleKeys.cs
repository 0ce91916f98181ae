using SmartCity.Projections.Shared.Personal;

namespace SmartCity.Host.Tests.Ledger;

/// <summary>The key of the one person that samples speak of: always the same, so that sealed bodies are.</summary>
internal static class SampleKeys
{
    /// <summary>Whose personal data every sample holds.</summary>
    public static Guid Person { get; } = new("01990000-0000-7000-8000-00000000abcd");

    public static PersonKeys InFolder()
    {
        var folder = Directory.CreateTempSubdirectory("smartcity-sample-keys").FullName;
        var name = Person.ToString("N");
        Directory.CreateDirectory(Path.Combine(folder, name[^2..], name[^4..^2]));
        File.WriteAllBytes(Path.Combine(folder, name[^2..], name[^4..^2], name), [.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
        return new(folder);
    }
}

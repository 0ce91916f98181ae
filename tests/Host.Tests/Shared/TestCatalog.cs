using System.Text.Json.Nodes;

namespace SmartCity.Host.Tests.Shared;

/// <summary>A copy of the shipped catalogue that a test changes.</summary>
internal sealed class TestCatalog : IDisposable
{
    public TestCatalog()
    {
        Folder = Directory.CreateTempSubdirectory("smartcity-catalog-test").FullName;
        foreach (var file in Directory.EnumerateFiles(Repository.Catalog, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Folder, Path.GetRelativePath(Repository.Catalog, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    public string Folder { get; }

    public string Setting => "--SmartCity:Catalog=" + Folder;

    public TestCatalog WithAccount(string username, string unit, params string[] roles)
    {
        var file = Path.Combine(Folder, "accounts.demo.json");
        var accounts = JsonNode.Parse(File.ReadAllText(file))!.AsArray();
        accounts.Add(new JsonObject
        {
            ["username"] = username,
            ["displayName"] = username,
            ["roles"] = new JsonArray([.. roles.Select(r => JsonValue.Create(r))]),
            ["unit"] = unit,
        });
        File.WriteAllText(file, accounts.ToJsonString());
        return this;
    }

    /// <summary>A further version of a process: the newest below it, with parts of its file replaced.</summary>
    public TestCatalog WithProcess(string definition, int version, params (string Old, string New)[] changes)
    {
        var newest = Enumerable.Range(1, version - 1).Last(v => File.Exists(Of(v)));
        var text = File.ReadAllText(Of(newest));
        foreach (var (old, changed) in changes.Prepend(($"sc:version=\"{newest}\"", $"sc:version=\"{version}\"")))
        {
            text.ShouldContain(old);
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }
        File.WriteAllText(Of(version), text);
        return this;

        string Of(int v) => Path.Combine(Folder, "processes", $"{definition}.v{v}.bpmn");
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

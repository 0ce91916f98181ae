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

    /// <summary>A further version of a process, with parts of its file replaced.</summary>
    public TestCatalog WithProcess(string definition, int version, params (string Old, string New)[] changes)
    {
        var text = File.ReadAllText(Path.Combine(Folder, "processes", $"{definition}.v1.bpmn"));
        foreach (var (old, changed) in changes.Prepend(("sc:version=\"1\"", $"sc:version=\"{version}\"")))
        {
            text.ShouldContain(old);
            text = text.Replace(old, changed, StringComparison.Ordinal);
        }
        File.WriteAllText(Path.Combine(Folder, "processes", $"{definition}.v{version}.bpmn"), text);
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

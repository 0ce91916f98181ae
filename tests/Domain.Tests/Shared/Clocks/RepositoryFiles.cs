namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>Reads files of the repository, wherever the tests were built to.</summary>
internal static class RepositoryFiles
{
    /// <summary>The folder of the shipped catalogue.</summary>
    public static string Catalog { get; } = Path.Combine(Root(), "catalog");

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root(), path));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmartCity.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? "";
    }
}

namespace SmartCity.Domain.Tests.Shared.Clocks;

/// <summary>Reads files of the repository, wherever the tests were built to.</summary>
internal static class RepositoryFiles
{
    public static string Read(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SmartCity.sln")))
            folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder?.FullName ?? "", path));
    }
}

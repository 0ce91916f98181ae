namespace SmartCity.Architecture.Tests;

/// <summary>One source file of this repository: its path from the root, with slashes, and its text.</summary>
internal sealed record Source(string Path, string Text)
{
    public string FileName => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Its folders, such as <c>src, Domain, Approvals</c>.</summary>
    public string[] Folders => Path.Split('/')[..^1];

    public IEnumerable<string> Lines => Text.Split('\n');
}

/// <summary>The sources of this repository.</summary>
internal static class Sources
{
    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<Source> All { get; } = [.. Read("src"), .. Read("tests")];

    public static IEnumerable<Source> Of(string folder) =>
        All.Where(s => s.Path.StartsWith(folder + "/", StringComparison.Ordinal));

    private static IEnumerable<Source> Read(string folder) =>
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
        let path = Path.GetRelativePath(Root, file).Replace('\\', '/')
        where !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal)
        orderby path
        select new Source(path, File.ReadAllText(file));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "SmartCity.sln")))
                return folder.FullName;
        throw new InvalidOperationException("The tests run from a build inside the repository.");
    }
}

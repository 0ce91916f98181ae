namespace SmartCity.Workflows.Definitions;

/// <summary>A file as it comes: its name, for messages, and its text.</summary>
public sealed record ProcessSource(string File, string Text)
{
    /// <summary>The files of a folder that match, in the order of their names.</summary>
    public static IReadOnlyList<ProcessSource> From(string folder, string pattern) =>
    [
        .. Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal)
            .Select(path => new ProcessSource(Path.GetFileName(path), System.IO.File.ReadAllText(path))),
    ];
}

/// <summary>Definitions cannot be published; every error is named.</summary>
public sealed class DefinitionException(IReadOnlyList<DefinitionError> errors)
    : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<DefinitionError> Errors { get; } = errors;
}

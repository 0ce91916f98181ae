using System.Text;

namespace SmartCity.Domain.Tests.Shared;

/// <summary>
/// Golden files by Verify's convention: <c>Golden/name.verified.json</c> stands for ever; a difference leaves
/// <c>name.received.json</c> beside it and fails.
/// </summary>
internal static class Verified
{
    private static readonly string Folder = Path.Combine(Tests(), "Golden");

    public static void Json(string name, string actual)
    {
        var verified = Path.Combine(Folder, $"{name}.verified.json");
        var received = Path.Combine(Folder, $"{name}.received.json");
        var text = actual.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (File.Exists(verified) && File.ReadAllText(verified, Encoding.UTF8).ReplaceLineEndings("\n") == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Folder);
        File.WriteAllText(received, text, new UTF8Encoding(false));
        Assert.Fail($"{name} differs from its golden file; see {Path.GetFileName(received)}:\n{text}");
    }

    private static string Tests()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "SmartCity.sln"))) folder = folder.Parent;
        return Path.Combine(folder.FullName, "tests", "Domain.Tests");
    }
}

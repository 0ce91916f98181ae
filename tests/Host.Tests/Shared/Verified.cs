using System.Text;

namespace SmartCity.Host.Tests.Shared;

/// <summary>
/// What was verified once stays so: the text of a <c>*.verified.json</c> file. On a difference, or where there is no
/// such file yet, what was received stands beside it as <c>*.received.json</c>, to be looked at and renamed.
/// (The file convention of Verify, which can take this over.)
/// </summary>
internal static class Verified
{
    public static void Matches(string folder, string name, string received)
    {
        var verified = Path.Combine(Repository.Root, "tests", folder, name + ".verified.json");
        var beside = Path.ChangeExtension(Path.ChangeExtension(verified, null), "received.json");
        received = received.ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (File.Exists(verified) && File.ReadAllText(verified, Encoding.UTF8) == received)
        {
            File.Delete(beside);
            return;
        }
        File.WriteAllText(beside, received);
        var known = File.Exists(verified) ? File.ReadAllText(verified) : "";
        received.ShouldBe(known, $"{Path.GetFileName(beside)} differs from {Path.GetFileName(verified)}");
    }
}

using Npgsql;
using SmartCity.Host.Identity;
using SmartCity.Host.Verbs.Backup;

namespace SmartCity.Host.Verbs;

/// <summary>The other programs in this host: <c>./smartcity VERB</c> calls them by their name.</summary>
internal static class VerbTable
{
    /// <summary>The program that the arguments name; null when they are the host's own.</summary>
    public static Func<Task<int>>? Find(string[] args) => args switch
    {
        ["demo", .. var rest] => () => Run(() => DemoVerb.Run(rest)),
        ["rebuild", .. var rest] => () => Run(() => RebuildVerb.Run(rest)),
        ["backup", .. var rest] => () => Run(() => BackupVerb.Run(rest)),
        ["restore", .. var rest] => () => Run(() => RestoreVerb.Run(rest)),
        ["import-ledger", .. var rest] => () => Run(() => ImportLedgerVerb.Run(rest)),
        ["verify-ledger", .. var rest] => () => Run(() => VerifyLedgerVerb.Run(rest)),
        ["bench", .. var rest] => () => BenchVerb.Run(rest),
        [PasswordVerb.Name, var user] => () => Task.FromResult(
            PasswordVerb.Run(user, Console.In, Console.Out, Console.Error)),
        _ => null,
    };

    /// <summary>A verb ends with 0, or with one clear sentence and 1 (cannot be done) or 2 (not understood).</summary>
    private static Task<int> Run(Func<Task> verb) => Run(async () =>
    {
        await verb();
        return 0;
    });

    private static async Task<int> Run(Func<Task<int>> verb)
    {
        try
        {
            return await verb();
        }
        catch (VerbFailedException failed)
        {
            await Console.Error.WriteLineAsync("smartcity: " + failed.Message);
            return failed.ExitCode;
        }
        catch (Exception reason) when (reason is NpgsqlException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("smartcity: " + reason.Message);
            return 1;
        }
        catch (HttpRequestException unreachable)
        {
            await Console.Error.WriteLineAsync($"smartcity: the system does not answer ({unreachable.Message})");
            return 1;
        }
    }
}

/// <summary>A verb ends here, with a sentence for the person who called it.</summary>
internal sealed class VerbFailedException(string message, int exitCode = 1) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}

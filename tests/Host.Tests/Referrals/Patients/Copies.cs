using System.Diagnostics;
using Npgsql;
using SmartCity.Host.Tests.Shared;

namespace SmartCity.Host.Tests.Referrals.Patients;

/// <summary>Copies of a database as an operator makes them: <c>pg_dump</c>, and <c>psql</c> into an empty one.</summary>
internal static class Copies
{
    /// <summary>The file that the dump stands in.</summary>
    public static async Task<string> Dump(string database)
    {
        var file = Path.Combine(Path.GetTempPath(), database + ".dump.sql");
        await Run("pg_dump", database, "--no-owner", "-f", file);
        return file;
    }

    /// <summary>A new database with what the dump holds.</summary>
    public static async Task<string> Restore(string dump)
    {
        var database = await Databases.NewEmpty();
        await Run("psql", database, "-q", "-v", "ON_ERROR_STOP=0", "-o", "/dev/null", "-f", dump);
        return database;
    }

    private static async Task Run(string program, string database, params string[] arguments)
    {
        var to = new NpgsqlConnectionStringBuilder(Databases.Owner(database));
        var start = new ProcessStartInfo(Find(program)) { RedirectStandardError = true };
        foreach (var word in (string[])["-h", to.Host!, "-p", $"{to.Port}", "-U", to.Username!, "-d", database, .. arguments])
            start.ArgumentList.Add(word);
        start.Environment["PGPASSWORD"] = to.Password;
        using var process = Process.Start(start)!;
        var said = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, said);
    }

    private static string Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) ?? program;
}

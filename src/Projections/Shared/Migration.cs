using System.Security.Cryptography;
using System.Text;
using Marten;
using Npgsql;

namespace SmartCity.Projections.Shared;

/// <summary>
/// Brings a database to this program's schema, as its owner, and grants the application's role what it needs and no
/// more. Done once per version of the program: a fingerprint in the database makes the next start skip it.
/// </summary>
public static class Migration
{
    private static readonly SchemaPart Partitions = SchemaPart.File("Shared/partitions.sql"), Shared = SchemaPart.File("Shared/schema.sql"),
        Rights = SchemaPart.File("Shared/rights.sql");

    /// <summary>Whether this program's schema is there already.</summary>
    public static async Task<bool> IsUpToDate(NpgsqlDataSource owner, IReadOnlyList<SchemaPart> parts, CancellationToken stop)
    {
        await using var ask = owner.CreateCommand("select to_regclass('desk.schema_fingerprint')::text");
        if (await ask.ExecuteScalarAsync(stop) is not string) return false;
        await using var read = owner.CreateCommand("select fingerprint from desk.schema_fingerprint");
        return await read.ExecuteScalarAsync(stop) is string known && known == Fingerprint(parts);
    }

    /// <summary>Everything but the message tables, which Wolverine makes before this is called.</summary>
    public static async Task Apply(
        NpgsqlDataSource owner, IDocumentStore ownersStore, IReadOnlyList<SchemaPart> parts, CancellationToken stop)
    {
        await using (var partition = owner.CreateCommand(Partitions.Sql))
        {
            partition.CommandTimeout = 0;
            await partition.ExecuteNonQueryAsync(stop);
        }
        await ownersStore.Storage.ApplyAllConfiguredChangesToDatabaseAsync();
        await using var apply = owner.CreateCommand(
            Whole(parts) + """

            create table if not exists desk.schema_fingerprint (
                only_row boolean primary key default true check (only_row), fingerprint text not null);
            """);
        await apply.ExecuteNonQueryAsync(stop);
        await using var note = owner.CreateCommand(
            "insert into desk.schema_fingerprint (fingerprint) values ($1) "
            + "on conflict (only_row) do update set fingerprint = excluded.fingerprint");
        note.Parameters.Add(new() { Value = Fingerprint(parts) });
        await note.ExecuteNonQueryAsync(stop);
    }

    private static string Whole(IReadOnlyList<SchemaPart> parts) =>
        string.Join('\n', parts.Prepend(Shared).Append(Rights).Select(part => part.Sql));

    private static string Fingerprint(IReadOnlyList<SchemaPart> parts) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        Whole(parts) + typeof(Migration).Module.ModuleVersionId + typeof(IDocumentStore).Module.ModuleVersionId)));
}

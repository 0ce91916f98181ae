using SmartCity.Domain.Ledger;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Ledger;

namespace SmartCity.Host.Ledger;

/// <summary>A key that signs checkpoints, or did.</summary>
/// <param name="Key">As a verifier key of C2SP signed-note.</param>
/// <param name="Signs">Whether it signs now.</param>
internal sealed record LedgerKeyAnswer(string Key, string Algorithm, bool Signs);

/// <summary>The tree as C2SP tlog-tiles serves it, under <c>/ledger</c>: anybody may read checkpoints and hashes, auditors the entries.</summary>
internal static class LedgerEndpoints
{
    /// <summary>What was served once is the same for ever; a checkpoint is not.</summary>
    private const string ForEver = "public, max-age=31536000, immutable", ForSeconds = "no-cache, max-age=0";

    public static void MapLedger(this WebApplication app)
    {
        var ledger = app.MapGroup("/ledger").WithTags("Ledger");
        ledger.MapGet("/checkpoint", Newest).AllowAnonymous().Produces<string>(200, "text/plain")
            .WithSummary("The newest signed checkpoint (C2SP tlog-checkpoint)");
        ledger.MapGet("/keys", Keys).AllowAnonymous().WithSummary("The public keys that sign checkpoints, and those that did before");
        ledger.MapGet("/tile/entries/{**path}", Entries).RequireAuthorization(Rights.Audit)
            .WithSummary("A bundle of leaf entries, each with its length in two bytes before it (C2SP tlog-tiles)");
        ledger.MapGet("/tile/{**path}", Tile).AllowAnonymous().WithSummary("A tile of hashes, <L>/<N>[.p/<W>] (C2SP tlog-tiles)");
    }

    public static void MapLedgerKeys(this IEndpointRouteBuilder api) => api.MapGroup("/operations").WithTags("Operations")
        .MapPost("/ledger-keys", Rotate).RequireAuthorization(Rights.Administer)
        .WithSummary("Give the ledger its next key; the change is an event in the ledger");

    private static async Task<IResult> Newest(HttpContext http, StoredTree tree, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = ForSeconds;
        return await tree.Newest(stop) is { } newest
            ? Results.Text(newest.Note.ToString(), "text/plain; charset=utf-8")
            : new NothingSealed().ToProblem();
    }

    private static IReadOnlyList<LedgerKeyAnswer> Keys(LedgerKeys keys)
    {
        var signing = keys.Signing.Select(signer => signer.Key.ToString()).ToHashSet();
        return [.. keys.Public.Select(key => new LedgerKeyAnswer(
            key.ToString(), key.Algorithm == NoteAlgorithm.Ed25519 ? "ed25519" : "sm2-sm3", signing.Contains(key.ToString())))];
    }

    private static async Task<IResult> Tile(string path, HttpContext http, StoredTree tree, CancellationToken stop)
    {
        if (TilePath.Parse(path) is { Level: { } level } tile
            && await tree.Newest(stop) is { } newest
            && await tree.Tile(level, tile.Number, tile.Width, newest.Checkpoint.Size, stop) is { } hashes)
        {
            http.Response.Headers.CacheControl = ForEver;
            return Results.Bytes(hashes.SelectMany(hash => hash).ToArray(), "application/octet-stream");
        }
        return new TileUnknown(path).ToProblem();
    }

    private static async Task<IResult> Entries(string path, HttpContext http, StoredTree tree, AuditReads reads, CancellationToken stop)
    {
        await reads.Note(http.Actor(), "ledger/tile/entries/" + path, null, null, null, stop);
        if (TilePath.Parse("entries/" + path) is { } tile
            && await tree.Newest(stop) is { } newest
            && await tree.Entries(tile.Number, tile.Width, newest.Checkpoint.Size, stop) is { } bundle)
        {
            // Only who may read it keeps it.
            http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
            return Results.Bytes(bundle, "application/octet-stream");
        }
        return new TileUnknown("entries/" + path).ToProblem();
    }

    private static async Task<IResult> Rotate(HttpContext http, KeyRotation rotation, LedgerKeys keys, CancellationToken stop)
    {
        await rotation.Rotate(http.Actor(), stop);
        return Results.Json(Keys(keys), Shared.ApiJson.Options, statusCode: 201);
    }
}

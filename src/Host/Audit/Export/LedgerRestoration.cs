using Marten;
using SmartCity.Host.Ledger;
using SmartCity.Projections.Audit.Export;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// Makes a system of an exported ledger (账本导入): into a database without an event, before its first start. Read models are
/// written from the streams afterwards; nobody is told anything again of what happened long ago.
/// </summary>
internal static class LedgerRestoration
{
    /// <summary>How far it is: events stored, then matters whose read models are written.</summary>
    public readonly record struct Progress(bool Rebuilding, long Done, long Total);

    /// <summary>Imports the package into the database of a composed host that has not begun.</summary>
    /// <exception cref="LedgerImportException">It is refused; nothing was stored.</exception>
    public static async Task<ExportManifest> Run(WebApplication app, string package, Action<Progress> tell, CancellationToken stop)
    {
        using var file = await PackageFile.Open(package, stop);
        await using var turn = await StartTurn.Take(app);
        await app.Migrate();
        var store = app.Services.GetRequiredService<IDocumentStore>();
        var manifest = file.Manifest;
        await new LedgerImport(app.Services.GetRequiredService<Databases>().Owner).Run(
            Counted(file, tell, stop), new(manifest.Events, manifest.Streams, manifest.FirstSequence, manifest.LastSequence),
            [.. store.Options.Events.AllKnownEventTypes().Select(type => type.EventTypeName)],
            app.Services.GetServices<AsyncReadModel>().Select(readModel => readModel.Name + ":All"), stop);
        await foreach (var progress in app.Services.GetRequiredService<ReadModelRebuild>().Run(stop)) tell(new(true, progress.Done, progress.Total));
        return manifest;
    }

    private static async IAsyncEnumerable<StoredEvent> Counted(
        PackageFile file, Action<Progress> tell, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        var done = 0L;
        await foreach (var e in file.Events(stop))
        {
            yield return e;
            if (++done % 1_000 == 0) tell(new(false, done, file.Manifest.Events));
        }
        tell(new(false, done, file.Manifest.Events));
    }
}

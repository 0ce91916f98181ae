using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// A package: a ZIP file with the events in one format and a manifest, written while they are read. The manifest comes last, for
/// only then its hashes are known.
/// </summary>
/// <param name="evidence">Null where the system keeps no ledger of proofs.</param>
internal sealed class ExportPackage(IClock clock, LedgerEvidence? evidence = null)
{
    /// <summary>So many events are proved one by one.</summary>
    public const int ProvedEach = 500;

    public async Task Write(ExportFormat format, ExportScope scope, Stream target, CancellationToken stop)
    {
        var madeAt = clock.GetCurrentInstant();
        var told = new Told();
        var zip = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, stop);
        await using (zip)
        {
            ManifestFile file;
            await using (var entry = await zip.CreateEntry(format.FileName, CompressionLevel.Fastest).OpenAsync(stop))
            await using (var sink = new ExportSink(entry))
            {
                await format.Write(scope, sink, told.Add, stop);
                await sink.HandOnAll(stop);
                file = new(format.FileName, sink.Bytes, sink.Sha256());
            }
            var manifest = new ExportManifest(
                ExportManifest.Newest, format.Name, format.Bodies, madeAt, scope.Horizon, ManifestSelection.Of(scope.Selection), told.Events, told.Streams,
                told.First, told.Last, [file], await Ledger(told, stop));
            await using var last = await zip.CreateEntry(ExportManifest.FileName, CompressionLevel.Fastest).OpenAsync(stop);
            await JsonSerializer.SerializeAsync(last, manifest, ApiJson.Options, stop);
        }
    }

    private async Task<ManifestLedger?> Ledger(Told told, CancellationToken stop)
    {
        if (evidence is null || await evidence.Checkpoint(stop) is not { } checkpoint) return null;
        var proofs = new Dictionary<string, JsonNode>();
        foreach (var sequence in told.ToProve)
            if (await evidence.Proof(sequence, stop) is { } proof) proofs[sequence.ToString(CultureInfo.InvariantCulture)] = proof;
        return new(checkpoint, proofs);
    }

    /// <summary>What is known of the events that were written; bounded, however many they are.</summary>
    private sealed class Told
    {
        private readonly SortedSet<long> _few = [];

        public long Events { get; private set; }

        /// <summary>Streams that begin in it.</summary>
        public long Streams { get; private set; }

        public long? First { get; private set; }

        public long? Last { get; private set; }

        public IEnumerable<long> ToProve => Events <= ProvedEach ? _few : new[] { First, Last }.OfType<long>();

        public void Add(StoredEvent e)
        {
            Events++;
            if (e.Version == 1) Streams++;
            First = First < e.Sequence ? First : e.Sequence;
            Last = Last > e.Sequence ? Last : e.Sequence;
            if (Events <= ProvedEach) _few.Add(e.Sequence);
        }
    }
}

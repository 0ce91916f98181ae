using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>What a package holds (清单), and by which each part of it can be checked; its last file, <c>manifest.json</c>.</summary>
/// <param name="Version">Of this form: 1.</param>
/// <param name="MadeAt">When the export began, by the system's clock.</param>
/// <param name="Horizon">The last sequence that was settled then; nothing after it is in the package.</param>
/// <param name="Bodies"><c>stored</c> or <c>masked</c>; null where the format has no bodies.</param>
/// <param name="Ledger">Checkpoint and proofs; left out where the system keeps none.</param>
internal sealed record ExportManifest(
    int Version, string Format, string? Bodies, Instant MadeAt, long Horizon, ManifestSelection Selection, long Events, long Streams, long? FirstSequence,
    long? LastSequence, IReadOnlyList<ManifestFile> Files,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ManifestLedger? Ledger)
{
    public const string FileName = "manifest.json";

    public const int Newest = 1;
}

/// <summary>What was asked for; null leaves a part open.</summary>
internal sealed record ManifestSelection(Instant? From, Instant? To, string? Kind, Guid? Stream)
{
    public static ManifestSelection Of(ExportSelection selection) => new(selection.From, selection.To, selection.Kind, selection.Stream);
}

/// <summary>A file of the package.</summary>
/// <param name="Sha256">Of its bytes before compression, in lower-case hexadecimal.</param>
internal sealed record ManifestFile(string Name, long Bytes, string Sha256);

/// <summary>What the ledger proves of it.</summary>
/// <param name="Checkpoint">The signed checkpoint as text.</param>
/// <param name="Proofs">Inclusion proofs by sequence: of every event of a small package, else of the first and the last.</param>
internal sealed record ManifestLedger(string Checkpoint, IReadOnlyDictionary<string, JsonNode> Proofs);

using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>A form in which events are exported (导出格式).</summary>
/// <param name="Name">As it is asked for.</param>
/// <param name="MediaType">What an answer says it is.</param>
/// <param name="FileName">Its file, alone and in a package.</param>
internal abstract record ExportFormat(string Name, string MediaType, string FileName)
{
    /// <summary>Whether bodies are masked or as they are stored; null for a form without bodies.</summary>
    public virtual string? Bodies => null;

    /// <summary>Writes every event of the scope.</summary>
    /// <param name="written">Told of each event that was written.</param>
    public abstract Task Write(ExportScope scope, ExportSink sink, Action<StoredEvent> written, CancellationToken stop);
}

/// <summary>Every form that there is.</summary>
internal sealed class ExportFormats(LedgerPages pages, LedgerObjects objects, Pseudonyms pseudonyms, AuditJson mask)
{
    private readonly ExportFormat[] _all =
    [
        new XesFormat(pages, pseudonyms), new OcelFormat(pages, objects, pseudonyms), new CloudEventsFormat(pages, mask),
        new CsvFormat(pages, pseudonyms),
    ];

    /// <summary>Everything as it is stored, for whoever moves a system: people stand in clear where they do in the ledger.</summary>
    public ExportFormat Stored { get; } = new CloudEventsFormat(pages, Mask: null);

    /// <summary>The form of the name; null where there is none.</summary>
    public ExportFormat? Find(string? name) => Array.Find(_all, format => format.Name == name);
}

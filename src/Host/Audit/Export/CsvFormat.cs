using System.Globalization;
using CsvHelper;
using NodaTime.Text;
using SmartCity.Projections.Audit.Export;

namespace SmartCity.Host.Audit.Export;

/// <summary>
/// Comma-separated values (RFC 4180, UTF-8), one line an event: who did what when to which matter, without bodies, people under
/// pseudonyms. A spreadsheet that opens it runs no formula.
/// </summary>
internal sealed record CsvFormat(LedgerPages Pages, Pseudonyms Pseudonyms) : ExportFormat("csv", "text/csv; charset=utf-8", "events.csv")
{
    private static readonly string[] Columns =
    [
        "sequence", "eventId", "kind", "number", "stream", "version", "type", "occurredAt", "recordedAt", "actor", "role", "unit", "channel", "command",
    ];

    private static readonly CsvWriterOptions Options = new() { Injection = CsvInjection.Escape };

    public override async Task Write(ExportScope scope, ExportSink sink, Action<StoredEvent> written, CancellationToken stop)
    {
        using var csv = CsvWriter.Create(sink, Options, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column);
        csv.EndRecord();
        await foreach (var e in Pages.Read(scope, LedgerOrder.Sequence, subjects: true, bodies: [], stop))
        {
            var origin = EventOrigin.Of(e);
            csv.WriteField(e.Sequence.ToString(CultureInfo.InvariantCulture));
            csv.WriteField(e.Id.ToString());
            csv.WriteField(e.Subject!.Kind);
            csv.WriteField(e.Subject.Number);
            csv.WriteField(e.Stream.ToString());
            csv.WriteField(e.Version.ToString(CultureInfo.InvariantCulture));
            csv.WriteField(e.Type);
            csv.WriteField(origin.OccurredAt);
            csv.WriteField(InstantPattern.ExtendedIso.Format(e.RecordedAt));
            csv.WriteField(origin.Actor is null ? null : Pseudonyms.Of(origin.Actor));
            csv.WriteField(origin.Role);
            csv.WriteField(origin.Unit);
            csv.WriteField(origin.Channel);
            csv.WriteField(origin.Command);
            csv.EndRecord();
            written(e);
            await sink.HandOn(stop);
        }
        csv.Flush();
    }
}

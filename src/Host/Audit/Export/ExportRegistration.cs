using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Audit.Export;
using SmartCity.Projections.Ledger;

namespace SmartCity.Host.Audit.Export;

/// <summary>Takes events out of the ledger in forms that others read.</summary>
internal static class ExportRegistration
{
    /// <summary>Header of an answer: how many events it will have, for whoever shows progress.</summary>
    public const string EventsHeader = "Export-Events";

    public static WebApplicationBuilder AddExport(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<StreamKinds>().AddSingleton<LedgerPages>().AddSingleton<LedgerObjects>();
        builder.Services.AddSingleton<Pseudonyms>().AddSingleton<ExportFormats>();
        builder.Services.AddSingleton(s => new ExportPackage(s.GetRequiredService<IClock>(), s.GetService<LedgerEvidence>()));
        return builder;
    }

    public static void MapExport(this IEndpointRouteBuilder api)
    {
        api.MapGet("/audit/events/export", Export).RequireAuthorization(Rights.Audit).WithTags("Audit")
            .WithSummary("Events of a period or a selection as xes, ocel2, cloudevents or csv, people masked; package=true adds a manifest with hashes");
        api.MapGet("/operations/ledger/export", Whole).RequireAuthorization(Rights.Administer).WithTags("Operations")
            .WithSummary("The ledger as it is stored, as a package that ./smartcity import-ledger makes a system of");
    }

    private static async Task<IResult> Export(
        HttpContext http, LedgerPages pages, ExportFormats formats, ExportPackage packages, AuditReads reads, IEnumerable<IMatterKind> kinds,
        string? format, string? from, string? to, string? kind, Guid? stream, bool? package, CancellationToken stop)
    {
        var chosen = formats.Find(format) ?? throw new RequestRefused(
            400, "export.unknown-format", "format 须为 xes、ocel2、cloudevents 或 csv。", "format is xes, ocel2, cloudevents or csv.");
        var (begin, end) = QueryTimes.Period(from, to);
        if (kind is not null and not ExportSelection.Catalogue && kinds.All(known => known.Kind != kind)) throw QueryWords.Unknown("kind");
        return await Answer(http, pages, package == true ? packages : null, reads, chosen, new(begin, end, kind, stream), stop);
    }

    private static async Task<IResult> Whole(
        HttpContext http, LedgerPages pages, ExportFormats formats, ExportPackage packages, AuditReads reads, string? to, CancellationToken stop) =>
        await Answer(http, pages, packages, reads, formats.Stored, new(To: QueryTimes.End("to", to)), stop);

    private static async Task<IResult> Answer(
        HttpContext http, LedgerPages pages, ExportPackage? packages, AuditReads reads, ExportFormat format, ExportSelection selection,
        CancellationToken stop)
    {
        var scope = await Settled(pages, selection, stop);
        var size = await pages.Size(scope, stop);
        await reads.Note(http.Actor(), "events/export" + http.Request.QueryString, selection.Stream, size.First, size.Last, stop);
        http.Response.Headers[EventsHeader] = size.Events.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{format.FileName}{(packages is null ? "" : ".zip")}\"";
        http.Response.ContentType = packages is null ? format.MediaType : "application/zip";
        if (packages is not null)
        {
            // An archive closes each file with a last few bytes that are written at once.
            http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            await packages.Write(format, scope, http.Response.Body, stop);
            return Results.Empty;
        }
        await using var sink = new ExportSink(http.Response.Body);
        await format.Write(scope, sink, _ => { }, stop);
        await sink.HandOnAll(stop);
        return Results.Empty;
    }

    private static async Task<ExportScope> Settled(LedgerPages pages, ExportSelection selection, CancellationToken stop)
    {
        try
        {
            return await pages.Settle(selection, stop);
        }
        catch (LedgerUnsettledException)
        {
            throw new RequestRefused(
                503, "export.unsettled", "账本尚有未结束的事务，请稍后再试。", "A transaction that may hold events is still under way; try again later.");
        }
    }
}

using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit.Export;

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

    public static void MapExport(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit/events/export", Export).RequireAuthorization(Rights.Audit).WithTags("Audit")
            .WithSummary("Stored events of a period or a selection as xes, ocel2, cloudevents or csv; package=true adds a manifest with hashes");

    private static async Task<IResult> Export(
        HttpContext http, LedgerPages pages, ExportFormats formats, ExportPackage packages, IEnumerable<IMatterKind> kinds,
        string? format, string? from, string? to, string? kind, Guid? stream, bool? package, CancellationToken stop)
    {
        var chosen = formats.Find(format) ?? throw new RequestRefused(
            400, "export.unknown-format", "format 须为 xes、ocel2、cloudevents 或 csv。", "format is xes, ocel2, cloudevents or csv.");
        var (begin, end) = QueryTimes.Period(from, to);
        if (kind is not null and not ExportSelection.Catalogue && kinds.All(known => known.Kind != kind)) throw QueryWords.Unknown("kind");

        ExportScope scope;
        try
        {
            scope = await pages.Settle(new(begin, end, kind, stream), stop);
        }
        catch (LedgerUnsettledException)
        {
            throw new RequestRefused(
                503, "export.unsettled", "账本尚有未结束的事务，请稍后再试。", "A transaction that may hold events is still under way; try again later.");
        }
        var size = await pages.Size(scope, stop);
        http.Response.Headers[EventsHeader] = size.Events.ToString(CultureInfo.InvariantCulture);
        var name = package == true ? $"{chosen.FileName}.zip" : chosen.FileName;
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
        http.Response.ContentType = package == true ? "application/zip" : chosen.MediaType;
        if (package == true)
        {
            // An archive closes each file with a last few bytes that are written at once.
            http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
            await packages.Write(chosen, scope, http.Response.Body, stop);
        }
        else
        {
            await using var sink = new ExportSink(http.Response.Body);
            await chosen.Write(scope, sink, _ => { }, stop);
            await sink.HandOnAll(stop);
        }
        return Results.Empty;
    }
}

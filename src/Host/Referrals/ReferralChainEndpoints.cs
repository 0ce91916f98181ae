using System.Globalization;
using NodaTime;
using SmartCity.Application.Shared;
using SmartCity.Domain.Referrals.Patients;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Referrals.Patients;
using SmartCity.Host.Shared;
using SmartCity.Projections.Referrals;

namespace SmartCity.Host.Referrals;

/// <summary>The chain of referrals of one patient, for those who treat them or else may see their referrals.</summary>
internal static class ReferralChainEndpoints
{
    public static void MapChain(this IEndpointRouteBuilder referrals) =>
        referrals.MapGet("", List).RequireAuthorization(Rights.ReadReferrals)
            .WithSummary("The referrals of a patient, oldest first, for institutions that treat them or else may see their referrals");

    private static async Task<IResult> List(
        HttpContext http, PatientChain chain, PatientDesk desk, Guid patient, string? institution, int? limit, string? cursor,
        CancellationToken stop)
    {
        var actor = http.Actor();
        var size = Paging.Limit(limit);
        var after = Paging.Place(cursor, Parse);
        var admission = await desk.Look(actor, patient, AccessScopes.Referrals, institution, stop);
        if (admission.Refusal is { } refusal) return (refusal is PatientIsErased ? refusal : new MatterNotFound()).ToProblem();
        var links = await chain.Page(admission.Patient!.Records, Sight.SeesAll(actor) ? null : actor.Unit, after, size + 1, stop);
        return Results.Ok(Paging.Of(links, size, link => link, link => Text(new(link.OpenedAt, link.Id))));
    }

    private static string Text(ChainPlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"{place.OpenedAt.ToUnixTimeTicks()}|{place.Id:N}");

    private static ChainPlace? Parse(string text) =>
        text.Split('|') is [var at, var id] && Guid.TryParseExact(id, "N", out var referral)
            && long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var ticks)
            && ticks >= Instant.MinValue.ToUnixTimeTicks() && ticks <= Instant.MaxValue.ToUnixTimeTicks()
            ? new(Instant.FromUnixTimeTicks(ticks), referral)
            : null;
}

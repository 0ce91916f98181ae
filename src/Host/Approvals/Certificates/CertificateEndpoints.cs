using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Approvals.Certificates;

/// <summary>What anybody may know of a licence whose number they hold.</summary>
internal sealed record CertificateView(
    string Number, bool Valid, bool? HashMatches, LocalizedText Item, string Holder, string Unit, LocalDate IssuedOn,
    LocalDate? ValidUntil, bool Revoked);

/// <summary>Licences: whether one is genuine, for anybody, without a token; and the licence itself.</summary>
internal static class CertificateEndpoints
{
    public static void MapCertificates(this IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("").AllowAnonymous().WithTags("Citizens").RequireRateLimiting(CitizenLimits.Policy);
        open.MapGet("/certificates/{number}", Verify).WithSummary("Whether a licence is genuine and in force");
        api.MapGet("/matters/{id:guid}/certificate", Download).WithTags("Matters").RequireAuthorization(Rights.ReadMatters)
            .WithSummary("The licence as PDF, with a QR code that leads to its verification");
    }

    private static async Task<IResult> Verify(
        string number, string? hash, HttpContext http, MatterList list, MatterReader reader, UnitDirectory units, IClock clock,
        CancellationToken stop)
    {
        if (await Find(number.Replace("-CT-", "-AP-", StringComparison.Ordinal), list, reader, stop)
            is not { Certificate: { } certificate } approval || certificate.CertificateNumber != number)
            return new CertificateUnknown().ToProblem();
        var content = Content(approval, certificate, http, units);
        var today = clock.GetCurrentInstant().InZone(WorkingCalendar.Zone).Date;
        var revoked = approval.Revocation is not null;
        bool? matches = hash is null ? null : string.Equals(hash, content.Sha256, StringComparison.OrdinalIgnoreCase);
        return Results.Ok(new CertificateView(
            number, !revoked && matches != false && (certificate.ValidUntil is not { } last || today <= last), matches,
            certificate.Name, PersonalData.Name(approval.Applicant.Name), content.Unit, certificate.IssuedOn,
            certificate.ValidUntil, revoked));
    }

    private static async Task<IResult> Download(
        Guid id, HttpContext http, MatterDesk desk, CertificatePdf pdf, UnitDirectory units, CancellationToken stop)
    {
        if (await desk.Visible(http.Actor(), id, stop) is not Approval { Certificate: { } certificate } approval
            || !Application.Shared.Sight.NeedsPersonalData(http.Actor(), approval))
            return new CertificateUnknown().ToProblem();
        await desk.Show(http.Actor(), approval, stop);
        return Results.File(
            pdf.Render(Content(approval, certificate, http, units)), "application/pdf", certificate.CertificateNumber + ".pdf");
    }

    private static CertificateContent Content(Approval approval, CertificateIssued certificate, HttpContext http, UnitDirectory units) =>
        new(certificate.CertificateNumber, certificate.Name, approval.Applicant.Name, units.Name(approval.Unit).Zh,
            certificate.IssuedOn, certificate.ValidUntil, approval.Number,
            $"{http.Request.Scheme}://{http.Request.Host}/api/v1/certificates/{certificate.CertificateNumber}");

    private static async Task<Approval?> Find(string number, MatterList list, MatterReader reader, CancellationToken stop) =>
        await list.IdOf(number, stop) is { } id ? await reader.Find(id, null, null, stop) as Approval : null;
}

/// <summary>There is no such licence.</summary>
internal sealed record CertificateUnknown() : Refusal(RefusalKind.NotFound, "certificate.not-found",
    new("没有这个证照编号。", "There is no licence with this number."));

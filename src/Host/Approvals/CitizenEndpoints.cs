using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using NodaTime;
using SmartCity.Domain.Approvals;
using SmartCity.Domain.Shared;
using SmartCity.Domain.Shared.Clocks;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Approvals.Certificates;
using SmartCity.Host.Identity;
using SmartCity.Host.Problems;
using SmartCity.Host.Shared;
using SmartCity.Projections.Shared;

namespace SmartCity.Host.Approvals;

/// <summary>What an applicant gets to know with the number and the last four digits of their telephone.</summary>
internal sealed record ProgressView(
    string Number, LocalizedText Item, string Stage, string Status, string Unit, Instant FiledAt, Instant? AcceptedAt,
    LocalDate? PromisedBy, IReadOnlyList<string> MissingMaterials, string? Decision, string? CertificateNumber, Instant? ArchivedAt);

/// <summary>What anybody may know of a licence whose number they hold.</summary>
internal sealed record CertificateView(
    string Number, bool Valid, bool? HashMatches, LocalizedText Item, string Holder, string Unit, LocalDate IssuedOn,
    LocalDate? ValidUntil, bool Revoked);

/// <summary>For citizens, without a token: the progress of an application, and whether a licence is genuine.</summary>
internal static class CitizenEndpoints
{
    public static void MapCitizens(this IEndpointRouteBuilder api)
    {
        var open = api.MapGroup("").AllowAnonymous().WithTags("Citizens").RequireRateLimiting(CitizenLimits.Policy);
        open.MapGet("/progress/{number}", Progress).WithSummary("Where an application stands: only public facts");
        open.MapGet("/certificates/{number}", Verify).WithSummary("Whether a licence is genuine and in force");
        api.MapGet("/matters/{id:guid}/certificate", Download).WithTags("Matters").RequireAuthorization(Rights.ReadMatters)
            .WithSummary("The licence as PDF, with a QR code that leads to its verification");
    }

    private static async Task<IResult> Progress(
        string number, string? phoneLast4, MatterList list, MatterReader reader, UnitDirectory units, CancellationToken stop)
    {
        // A wrong number and a wrong telephone look the same.
        if (await Find(number, list, reader, stop) is not { } approval || !IsPhoneOf(approval, phoneLast4))
            return new MatterUnknown().ToProblem();
        var promised = approval.Clocks.GetValueOrDefault("promised");
        return Results.Ok(new ProgressView(
            approval.Number, approval.Title, approval.Stage, approval.Status, units.Name(approval.Unit).ToString(),
            approval.OpenedAt, approval.AcceptedAt, promised?.DueAt.InZone(WorkingCalendar.Zone).Date,
            [.. approval.Missing.Order(StringComparer.Ordinal)],
            approval.Decision is { } d ? d.Granted ? "granted" : "refused" : null,
            approval.Certificate?.CertificateNumber, approval.ArchivedAt));
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

    private static bool IsPhoneOf(Approval approval, string? last4) =>
        last4 is { Length: 4 } && approval.Applicant.Phone.Length >= 4 && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(approval.Applicant.Phone[^4..]), Encoding.UTF8.GetBytes(last4));
}

/// <summary>Strangers may ask, not search: the four digits of a telephone are not found by trying.</summary>
internal static class CitizenLimits
{
    public const string Policy = "citizens";

    public static WebApplicationBuilder AddCitizenLimits(this WebApplicationBuilder builder)
    {
        builder.Services.AddRateLimiter(limits =>
        {
            limits.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limits.OnRejected = (rejected, _) =>
            {
                if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
                    rejected.HttpContext.Response.Headers.RetryAfter =
                        Math.Ceiling(wait.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return ValueTask.CompletedTask;
            };
            // By the number that is asked about, whoever asks: ten thousand tries for four digits take a week.
            limits.AddPolicy(Policy, http => RateLimitPartition.GetFixedWindowLimiter(
                http.GetRouteValue("number")?.ToString()?.ToUpperInvariant() ?? "",
                _ => new() { PermitLimit = 60, Window = TimeSpan.FromHours(1) }));
        });
        return builder;
    }
}

/// <summary>No application has this number and this telephone.</summary>
internal sealed record MatterUnknown() : Refusal(RefusalKind.NotFound, "progress.not-found",
    new("办件编号或手机号后四位不正确。", "No application has this number and these last four digits of a telephone."));

/// <summary>There is no such licence.</summary>
internal sealed record CertificateUnknown() : Refusal(RefusalKind.NotFound, "certificate.not-found",
    new("没有这个证照编号。", "There is no licence with this number."));

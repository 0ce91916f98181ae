using FluentValidation;
using SmartCity.Application.Shared;
using SmartCity.Application.Violations;
using SmartCity.Domain.Violations;
using SmartCity.Domain.Violations.Catalogue;
using SmartCity.Domain.Violations.Sources;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Audit;
using SmartCity.Projections.Shared;
using SmartCity.Projections.Violations;

namespace SmartCity.Host.Violations;

/// <summary>The capability Violations: from an exceedance or a report to the archive.</summary>
internal static class ViolationsRegistration
{
    public static WebApplicationBuilder AddViolations(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var folder = IdentitySettings.From(builder.Configuration, builder.Environment.ContentRootPath).CatalogFolder;
        services.AddSingleton(_ => Load(Path.Combine(folder, "violations", "enterprises.demo.json")));
        services.AddSingleton(s => new EnforcementOfficers(
            s.GetRequiredService<AccountBook>().People.Select(account => account.Actor)));
        services.AddSingleton<OffenceKinds>();
        services.AddSingleton(StreamFold.Of<OffenceKindPublished>("offence-kinds", e => ($"{e.Kind.Code}@{e.Kind.Version}", e.Kind)));
        services.AddSingleton<IPublications>(s => s.GetRequiredService<OffenceKinds>());
        services.AddSingleton<ICatalogueSource, OffenceKindFiles>();
        services.AddSingleton(ViolationRow.Inline).AddSingleton(ViolationRow.Schema);
        services.AddSingleton<VehicleMatters>().AddSingleton<Measurements>().AddSingleton<SourceDesk>();
        services.AddSingleton<IMatterKind, ViolationKind>();
        services.AddSingleton<ViolationReporting>();
        services.AddSingleton<IOpensMatters, AlarmViolations>();
        services.AddSingleton<IMatterFacts, ViolationFacts>();
        services.AddSingleton<IMatterWords, ViolationWords>();
        services.AddSingleton<ICitizenView, ViolationProgressView>();
        services.AddSingleton<INotifies, ViolationNotices>();
        services.AddSingleton<IValidator<ReportViolationBody>, ReportViolationValidator>();
        services.AddSingleton<IValidator<AddEvidenceBody>, AddEvidenceValidator>();
        services.AddSingleton<IValidator<StatementBody>, StatementValidator>();
        services.AddSingleton<IValidator<PaymentBody>, PaymentValidator>();
        services.AddSingleton<IValidator<RemedyBody>, RemedyValidator>();
        services.AddSingleton<IValidator<RemedyEndBody>, RemedyEndValidator>();
        services.AddSingleton<IValidator<VehicleReadingBody>, VehicleReadingValidator>();
        return builder;
    }

    private static EnterpriseRegister Load(string file)
    {
        try
        {
            return EnterpriseRegister.Parse(File.ReadAllText(file));
        }
        catch (FormatException e)
        {
            throw new StartRefusedException(new($"企业目录有误：{e.Message}", $"The register of enterprises is at fault: {e.Message}"));
        }
    }
}

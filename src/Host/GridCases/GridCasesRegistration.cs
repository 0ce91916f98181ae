using FluentValidation;
using NodaTime;
using SmartCity.Application.GridCases;
using SmartCity.Application.Shared;
using SmartCity.Domain.GridCases;
using SmartCity.Host.Shared;

namespace SmartCity.Host.GridCases;

/// <summary>The capability GridCases in peace: cases, their words and views.</summary>
internal static class GridCasesRegistration
{
    public static WebApplicationBuilder AddCases(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(s => new GridCaseKind(s.GetRequiredService<Func<Instant, ICaseRules>>()));
        services.AddSingleton<IMatterKind>(s => s.GetRequiredService<GridCaseKind>());
        services.AddSingleton<IRatedKind>(s => s.GetRequiredService<GridCaseKind>());
        services.AddSingleton<CaseReporting>();
        foreach (var consequence in (string[])["grid-case", "emergency"])
            services.AddSingleton<IOpensMatters>(s => ActivatorUtilities.CreateInstance<AlarmCases>(s, consequence));
        services.AddSingleton<IMatterFacts, GridCaseFacts>();
        services.AddSingleton<IMatterWords, GridCaseWords>();
        services.AddSingleton<ICitizenView, CaseProgressView>();
        services.AddSingleton<INotifies, GridCaseNotices>();
        services.AddSingleton<IValidator<ReportCaseBody>, ReportCaseValidator>();
        services.AddSingleton<IValidator<SplitBody>, SplitValidator>();
        services.AddSingleton<IValidator<ContactBody>, ContactValidator>();
        services.AddSingleton<IValidator<FeedbackBody>, FeedbackValidator>();
        services.AddSingleton<IValidator<ExtensionBody>, ExtensionValidator>();
        services.AddSingleton<IValidator<SuspendCaseBody>, SuspendCaseValidator>();
        services.AddSingleton<IValidator<WhistleBody>, WhistleValidator>();
        return builder;
    }
}

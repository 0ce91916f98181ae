using FluentValidation;
using SmartCity.Host.Time;

namespace SmartCity.Host.Shared;

/// <summary>What every kind of matter shares: commands, tasks, matters, time.</summary>
internal static class SharedRegistration
{
    public static WebApplicationBuilder AddMatters(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<CommandDesk>();
        builder.Services.AddSingleton<TaskDesk>();
        builder.Services.AddSingleton<FormAttachments>();
        builder.Services.AddSingleton<MatterDesk>();
        builder.Services.AddSingleton<MatterWords>();
        builder.Services.AddSingleton<Imports.BulkImport>();
        builder.Services.AddSingleton<TimerSweeper>().AddHostedService(s => s.GetRequiredService<TimerSweeper>());
        builder.Services.AddSingleton<IValidator<ReasonBody>, ReasonValidator>();
        builder.Services.AddSingleton<IValidator<RateBody>, RateValidator>();
        builder.Services.AddSingleton<IValidator<ReopenBody>, ReopenValidator>();
        builder.Services.AddSingleton<IValidator<DelegateTaskBody>, DelegateTaskValidator>();
        builder.Services.AddSingleton<IValidator<CompleteTaskBody>, CompleteTaskValidator>();
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Apply(json.SerializerOptions));
        return builder;
    }

    /// <summary>Chinese unless the caller, or the page's cookie, asks for English.</summary>
    public static void UseLanguages(this WebApplication app) => app.UseRequestLocalization(options =>
        options.SetDefaultCulture("zh-CN").AddSupportedCultures("zh-CN", "en").AddSupportedUICultures("zh-CN", "en"));
}

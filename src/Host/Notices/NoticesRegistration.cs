using SmartCity.Application.Notices;
using SmartCity.Application.Shared;
using SmartCity.Host.Catalogue;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Notices;

/// <summary>The capability Notices (通知): who is told what, over which channel, and what became of it.</summary>
internal static class NoticesRegistration
{
    public static WebApplicationBuilder AddNotices(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var settings = NoticeSettings.From(builder.Configuration);
        services.AddSingleton(settings);
        services.AddSingleton<INotifies>(s => new TimeNotices(clock => s.GetRequiredService<MatterWords>().Clock(clock)));
        services.AddSingleton(s => NoticeRules.Load(s.GetRequiredService<IdentitySettings>().CatalogFolder, s.GetServices<INotifies>()));
        services.AddSingleton<ICatalogueSource, NoticeFiles>();
        services.AddSingleton<NoticeRecipients>().AddSingleton<NoticeWriter>();
        // Asked for at the first change only: what writes notices reads the store, which is being made now.
        services.AddSingleton(s => NoticeRow.Table(change => s.GetRequiredService<NoticeWriter>().RowsOf(change)));
        services.AddSingleton(NoticeRow.Schema);
        services.AddSingleton<NoticeQueue>().AddSingleton<NoticeList>().AddSingleton<NoticeMeter>().AddSingleton<NoticeDesk>();
        if (settings.Smtp is { } smtp)
            services.AddSingleton<INoticeSender>(s => new EmailSender(smtp, s.GetRequiredService<NoticeRecipients>()));
        foreach (var (channel, webhook) in settings.Webhooks)
            services.AddSingleton<INoticeSender>(s => new WebhookSender(channel, webhook, SignedCalls.Client(), s.GetRequiredService<NoticeRecipients>()));
        services.AddHostedService<NoticeDispatcher>();
        return builder;
    }
}

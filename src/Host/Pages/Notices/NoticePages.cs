using SmartCity.Domain.Shared;
using SmartCity.Host.Identity;
using SmartCity.Host.Pages.Layout;

namespace SmartCity.Host.Pages.Notices;

/// <summary>What notices add to the pages: the bell, and the list behind it.</summary>
internal static class NoticePages
{
    public static WebApplicationBuilder AddNoticePages(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new BarPart(typeof(NoticeBell), Rights.ReadMatters));
        builder.Services.AddSingleton(new PageLink("/notices", new("通知", "Notices"), Rights.ReadMatters));
        return builder;
    }

    /// <summary>What became of a notice, for people.</summary>
    public static LocalizedText State(string state) => state switch
    {
        "waiting" => new("待发送", "Waiting"),
        "held" => new("免打扰暂存", "Held for quiet hours"),
        "sent" => new("已发送", "Sent"),
        "failed" => new("发送失败", "Failed"),
        _ => new(state, state),
    };

    /// <summary>A channel, for people.</summary>
    public static LocalizedText Channel(string channel) => channel switch
    {
        "message-centre" => new("进度消息", "Message centre"),
        "sms" => new("短信", "Text message"),
        "wechat" => new("微信", "WeChat"),
        "inbox" => new("站内信", "Inbox"),
        "email" => new("邮件", "E-mail"),
        "staff-webhook" => new("系统推送", "Webhook"),
        _ => new(channel, channel),
    };

    /// <summary>The light that goes with a state.</summary>
    public static string LightOf(string state) => state switch
    {
        "sent" => "light-green",
        "failed" => "light-red",
        "held" => "",
        _ => "light-yellow",
    };
}

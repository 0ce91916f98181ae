using SmartCity.Domain.Notices;
using SmartCity.Host.Identity;
using SmartCity.Host.Shared;

namespace SmartCity.Host.Notices;

/// <summary>How e-mail goes out (SMTP).</summary>
/// <param name="Security"><c>starttls</c> (as it is where nothing is said), <c>tls</c>, or <c>none</c> on a loopback address only.</param>
internal sealed record SmtpSettings(string Host, int Port, string Security, string? User, string? Password, string From);

/// <summary>An adapter that is called over HTTP, and the secret that its calls are signed with.</summary>
internal sealed record WebhookSettings(Uri Url, string Secret);

/// <summary>The section <c>Notices</c> of the configuration: addresses and secrets. A channel that is not set up gets no notices.</summary>
internal sealed record NoticeSettings
{
    private static readonly string[] Securities = ["starttls", "tls", "none"];

    /// <summary>Null for no e-mail.</summary>
    public SmtpSettings? Smtp { get; init; }

    /// <summary>Adapters by channel.</summary>
    public IReadOnlyDictionary<string, WebhookSettings> Webhooks { get; init; } = new Dictionary<string, WebhookSettings>();

    /// <summary>E-mail addresses by code of the unit.</summary>
    public IReadOnlyDictionary<string, string> UnitAddresses { get; init; } = new Dictionary<string, string>();

    /// <summary>E-mail addresses by user name.</summary>
    public IReadOnlyDictionary<string, string> AccountAddresses { get; init; } = new Dictionary<string, string>();

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long nobody else tries what is being sent: longer than an attempt may take.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether anything goes out over the channel.</summary>
    public bool Serves(string channel) =>
        NoticeChannels.IsOwn(channel) || (channel == NoticeChannels.Email ? Smtp is not null : Webhooks.ContainsKey(channel));

    /// <exception cref="StartRefusedException">An address or a secret is missing, or personal data would go out in clear.</exception>
    public static NoticeSettings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Notices");
        var settings = new NoticeSettings
        {
            Smtp = SmtpOf(section.GetSection("Smtp")),
            Webhooks = new (string Name, string Channel)[]
                {
                    ("Sms", NoticeChannels.Sms), ("WeChat", NoticeChannels.WeChat), ("Staff", NoticeChannels.StaffWebhook),
                }
                .Where(hook => section[$"Webhooks:{hook.Name}:Url"] is not null)
                .ToDictionary(hook => hook.Channel, hook => WebhookOf(section.GetSection("Webhooks:" + hook.Name))),
            UnitAddresses = Addresses(section.GetSection("Addresses:Units")),
            AccountAddresses = Addresses(section.GetSection("Addresses:Accounts")),
        };
        settings = settings with
        {
            Timeout = TimeSpan.FromSeconds(section.GetValue("TimeoutSeconds", settings.Timeout.TotalSeconds)),
            Lease = TimeSpan.FromSeconds(section.GetValue("LeaseSeconds", settings.Lease.TotalSeconds)),
        };
        return settings.Timeout > TimeSpan.Zero && settings.Lease > settings.Timeout
            ? settings
            : throw Refused("LeaseSeconds", "LeaseSeconds 须大于 TimeoutSeconds", "LeaseSeconds must be more than TimeoutSeconds");
    }

    private static SmtpSettings? SmtpOf(IConfigurationSection section)
    {
        if (section["Host"] is not { Length: > 0 } host) return null;
        var security = section["Security"] ?? "starttls";
        if (!Securities.Contains(security)) throw Refused("Smtp:Security", "须为 starttls、tls 或 none", "is starttls, tls or none");
        if (security == "none" && !IsLoopback(host)) throw Refused("Smtp:Security", "只有本机可以不加密", "none is for a loopback address only");
        var from = section["From"];
        return IsAddress(from)
            ? new(host, section.GetValue("Port", security == "tls" ? 465 : 587), security, section["User"], section["Password"], from!)
            : throw Refused("Smtp:From", "须为发件人地址", "is the address of the sender");
    }

    private static WebhookSettings WebhookOf(IConfigurationSection section)
    {
        var (url, secret) = SignedCalls.Target(section, (setting, wrong) => Refused(setting, wrong.Zh, wrong.En));
        return new(url, secret);
    }

    private static Dictionary<string, string> Addresses(IConfigurationSection section)
    {
        var addresses = section.GetChildren().ToDictionary(child => child.Key, child => child.Value ?? "", StringComparer.OrdinalIgnoreCase);
        return addresses.FirstOrDefault(a => !IsAddress(a.Value)).Key is { } wrong
            ? throw Refused($"{section.Path}:{wrong}", "须为邮箱地址", "is an e-mail address")
            : addresses;
    }

    private static bool IsAddress(string? text) =>
        MimeKit.MailboxAddress.TryParse(text, out var address) && address.Address.Contains('@', StringComparison.Ordinal);

    private static bool IsLoopback(string host) =>
        host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));

    private static StartRefusedException Refused(string setting, string zh, string en) =>
        new(new($"通知设置 {setting} 有误：{zh}。", $"The notices' setting {setting} is at fault: it {en}."));
}

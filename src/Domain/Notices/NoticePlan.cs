using NodaTime;
using NodaTime.Text;
using SmartCity.Domain.Shared;

namespace SmartCity.Domain.Notices;

/// <summary>The ways in which a notice reaches somebody.</summary>
public static class NoticeChannels
{
    /// <summary>办事进度消息: what a citizen reads under the number of the matter. It is there once it is written.</summary>
    public const string MessageCentre = "message-centre";

    /// <summary>短信, through an adapter.</summary>
    public const string Sms = "sms";

    /// <summary>微信, through an adapter.</summary>
    public const string WeChat = "wechat";

    /// <summary>站内信: the list of the staff's own notices. It is there once it is written.</summary>
    public const string Inbox = "inbox";

    public const string Email = "email";

    /// <summary>Another system of the unit's, told by a call.</summary>
    public const string StaffWebhook = "staff-webhook";

    /// <summary>Whom each channel reaches.</summary>
    public static IReadOnlyDictionary<string, string> Audiences { get; } = new Dictionary<string, string>
    {
        [MessageCentre] = NoticeAudiences.Citizen,
        [Sms] = NoticeAudiences.Citizen,
        [WeChat] = NoticeAudiences.Citizen,
        [Inbox] = NoticeAudiences.Staff,
        [Email] = NoticeAudiences.Staff,
        [StaffWebhook] = NoticeAudiences.Staff,
    };

    /// <summary>Whether nothing has to be sent for it.</summary>
    public static bool IsOwn(string channel) => channel is MessageCentre or Inbox;
}

/// <summary>The quiet hours of one audience as the file has them, and for whom they do not count.</summary>
/// <param name="ExceptLevels">Levels of emergency (1 to 4) that are told at once.</param>
/// <param name="ExceptRoles">Roles that are on duty.</param>
public sealed record AudienceQuiet(
    string Audience, string From, string To, IReadOnlyList<int>? ExceptLevels = null, IReadOnlyList<string>? ExceptRoles = null)
{
    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <exception cref="FormatException">Not of the form <c>21:00</c>.</exception>
    public QuietHours Hours() => new(Time(From), Time(To));

    private static LocalTime Time(string text) => Pattern.Parse(text) is { Success: true, Value: var time }
        ? time : throw new FormatException($"'{text}' is no time of day, such as 21:00.");
}

/// <summary>Over which channels an audience hears of an occasion.</summary>
public sealed record NoticeRoute(string Occasion, string Audience, IReadOnlyList<string> Channels);

/// <summary>The file <c>catalog/notices/channels.json</c>.</summary>
/// <param name="Retry">How long after each failed attempt the next one follows, such as <c>10 s</c>, <c>5 min</c>, <c>2 h</c>; after the last it has failed.</param>
public sealed record NoticePlanFile(
    IReadOnlyList<AudienceQuiet> QuietHours, IReadOnlyList<string> Retry, IReadOnlyList<NoticeRoute> Routes);

/// <summary>Over which channels notices go, when, and how often they are tried (通知渠道方案).</summary>
public sealed class NoticePlan
{
    private readonly IReadOnlyDictionary<(string, string), IReadOnlyList<string>> _routes;
    private readonly IReadOnlyDictionary<string, (QuietHours Hours, AudienceQuiet Except)> _quiet;
    private readonly IReadOnlyList<Duration> _retry;

    /// <exception cref="FormatException">A route is missing, twice or leads nowhere; a time is none.</exception>
    public NoticePlan(NoticePlanFile file, IReadOnlyList<NoticeOccasion> occasions)
    {
        foreach (var route in file.Routes)
        {
            var where = $"{route.Occasion} for {route.Audience}";
            if (!occasions.Any(o => o.Code == route.Occasion && o.Audience == route.Audience))
                throw new FormatException($"{where}: no such occasion.");
            if (route.Channels.FirstOrDefault(c => NoticeChannels.Audiences.GetValueOrDefault(c) != route.Audience) is { } wrong)
                throw new FormatException($"{where}: '{wrong}' does not lead to them.");
            if (route.Channels.Distinct().Count() < route.Channels.Count) throw new FormatException($"{where}: a channel stands twice.");
        }
        if (file.Routes.GroupBy(r => (r.Occasion, r.Audience)).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new FormatException($"{twice.Key.Occasion} for {twice.Key.Audience} stands twice.");
        _routes = file.Routes.ToDictionary(r => (r.Occasion, r.Audience), r => r.Channels);
        if (occasions.FirstOrDefault(o => !_routes.ContainsKey((o.Code, o.Audience))) is { } missing)
            throw new FormatException($"{missing.Code} for {missing.Audience} is missing.");
        if (file.QuietHours.GroupBy(q => q.Audience).Any(g => g.Count() > 1)) throw new FormatException("An audience has two quiet hours.");
        _quiet = file.QuietHours.ToDictionary(q => q.Audience, q => (q.Hours(), q));
        _retry = [.. file.Retry.Select(Span)];
    }

    public IReadOnlyList<string> Channels(NoticeOccasion occasion) => _routes[(occasion.Code, occasion.Audience)];

    /// <summary>Whether they are told at once, whatever the hour.</summary>
    public bool IsUrgent(string audience, int? emergencyLevel, IEnumerable<string> roles) =>
        _quiet.GetValueOrDefault(audience).Except is { } except
        && ((emergencyLevel is { } level && except.ExceptLevels?.Contains(level) == true)
            || roles.Any(role => except.ExceptRoles?.Contains(role) == true));

    /// <summary>The first moment, at this one or after it, at which the audience may be disturbed.</summary>
    public Instant Next(string audience, bool urgent, Instant at) =>
        !urgent && _quiet.TryGetValue(audience, out var quiet) ? quiet.Hours.Next(at) : at;

    /// <summary>
    /// When it is tried again after so many attempts, and whether it is held back until then for quiet hours; null when that was
    /// the last.
    /// </summary>
    public (Instant At, bool Held)? Again(string audience, bool urgent, int attempts, Instant at)
    {
        if (attempts > _retry.Count) return null;
        var asked = at + _retry[attempts - 1];
        var next = Next(audience, urgent, asked);
        return (next, next > asked);
    }

    private static Duration Span(string text) => text.Split(' ') is [var amount, var unit]
        && int.TryParse(amount, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var n) && n > 0
        ? unit switch
        {
            "s" => Duration.FromSeconds(n),
            "min" => Duration.FromMinutes(n),
            "h" => Duration.FromHours(n),
            _ => throw new FormatException($"'{text}' is no span, such as '5 min'."),
        }
        : throw new FormatException($"'{text}' is no span, such as '5 min'.");
}

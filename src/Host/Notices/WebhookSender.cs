using System.Text.Json;
using NodaTime;
using SmartCity.Domain.Notices;
using SmartCity.Domain.Shared;
using SmartCity.Host.Shared;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Notices;

/// <summary>A text in both languages, whichever the caller asks for.</summary>
internal sealed record BothLanguages(string Zh, string En);

/// <summary>Whom a call is for: a citizen by name and telephone, or staff by unit and roles.</summary>
internal sealed record WebhookRecipient(string? Name, string? Phone, string? Unit, IReadOnlyList<string>? Roles, string? Account);

/// <summary>The body of a call to an adapter (<c>docs/protocols/notices.md</c>).</summary>
internal sealed record WebhookBody(
    Guid Id, string Occasion, string Channel, WebhookRecipient To, BothLanguages Title, BothLanguages Text, string Matter, Instant At);

/// <summary>
/// Calls an adapter over HTTP for text messages, WeChat, or another system of the staff's. The key of the call is the notice's id:
/// whoever has it already drops it. The call is signed.
/// </summary>
internal sealed class WebhookSender(
    string channel, WebhookSettings settings, HttpClient http, NoticeRecipients recipients) : INoticeSender
{
    public const string SignatureHeader = SignedCalls.SignatureHeader;

    public string Channel => channel;

    public async Task Send(DueNotice notice, CancellationToken stop)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(await BodyOf(notice, stop), ApiJson.Options);
        using var request = SignedCalls.Of(settings.Url, settings.Secret, notice.Id.ToString(), body);
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
        if (!answer.IsSuccessStatusCode) throw new NoticeNotSentException($"HTTP {(int)answer.StatusCode}");
    }

    public static string Signature(string secret, long seconds, byte[] body) => SignedCalls.Signature(secret, seconds, body);

    private async Task<WebhookBody> BodyOf(DueNotice notice, CancellationToken stop)
    {
        WebhookRecipient to;
        if (NoticeChannels.Audiences[channel] == NoticeAudiences.Staff) to = new(null, null, notice.Unit, notice.Roles, notice.Account);
        else if (await recipients.Citizen(notice, stop) is { } citizen) to = new(citizen.Name, citizen.Phone, null, null, null);
        else throw new NoticeNotSentException("nobody to send it to");
        return new(
            notice.Id, notice.Occasion, channel, to, new(notice.TitleZh, notice.TitleEn), new(notice.TextZh, notice.TextEn),
            notice.MatterNumber, notice.CreatedAt);
    }
}

using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using SmartCity.Application.Shared;
using SmartCity.Domain.Notices;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Notices;

/// <summary>Sends e-mail to staff over SMTP, Chinese first. A repeat has the same Message-Id.</summary>
internal sealed class EmailSender(SmtpSettings settings, NoticeRecipients recipients) : INoticeSender
{
    public string Channel => NoticeChannels.Email;

    public async Task Send(DueNotice notice, CancellationToken stop)
    {
        using var message = Message(notice);
        using var client = new SmtpClient();
        await client.ConnectAsync(settings.Host, settings.Port, settings.Security switch
        {
            "tls" => SecureSocketOptions.SslOnConnect,
            "none" => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        }, stop);
        if (settings.User is { } user) await client.AuthenticateAsync(user, settings.Password ?? "", stop);
        await client.SendAsync(message, stop);
        try
        {
            await client.DisconnectAsync(quit: true, stop);
        }
        catch (Exception)
        {
            // It was taken: how the line ends changes nothing.
        }
    }

    private MimeMessage Message(DueNotice notice)
    {
        var addresses = recipients.Addresses(new StaffAddress(notice.Unit, notice.Roles, notice.Account));
        if (addresses.Count == 0) throw new NoticeNotSentException("no address");
        var from = MailboxAddress.Parse(settings.From);
        var message = new MimeMessage
        {
            MessageId = $"{notice.Id:N}@{from.Domain}",
            Date = notice.CreatedAt.ToDateTimeOffset(),
            Subject = $"{notice.TitleZh} / {notice.TitleEn}",
            Body = new TextPart("plain") { Text = $"{notice.TextZh}\n\n{notice.TextEn}\n\n{notice.MatterNumber}\n" },
        };
        message.From.Add(from);
        message.To.AddRange(addresses.Select(MailboxAddress.Parse));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-SmartCity-Notice", notice.Id.ToString());
        return message;
    }
}

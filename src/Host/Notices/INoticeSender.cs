using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using SmartCity.Projections.Notices;

namespace SmartCity.Host.Notices;

/// <summary>Sends notices over one channel.</summary>
internal interface INoticeSender
{
    string Channel { get; }

    /// <summary>Returns when the other side has taken it; every exception means that it may not have.</summary>
    Task Send(DueNotice notice, CancellationToken stop);
}

/// <summary>Why a notice could not be sent, in words that hold no personal data.</summary>
internal sealed class NoticeNotSentException(string reason) : Exception(reason)
{
    /// <summary>What is kept of a failure: what another side says may repeat whom it was for, and is left out.</summary>
    public static string Reason(Exception e) => e switch
    {
        NoticeNotSentException => e.Message,
        OperationCanceledException or TimeoutException => "timeout",
        SmtpCommandException smtp => $"SMTP {(int)smtp.StatusCode}",
        MailKit.Security.AuthenticationException => "SMTP authentication refused",
        MailKit.Security.SslHandshakeException => "SMTP TLS refused",
        SocketException socket => $"no connection ({socket.SocketErrorCode})",
        HttpRequestException { InnerException: SocketException socket } => $"no connection ({socket.SocketErrorCode})",
        HttpRequestException http => $"no connection ({http.HttpRequestError})",
        ProtocolException or IOException => "connection broken",
        _ => e.GetType().Name,
    };
}

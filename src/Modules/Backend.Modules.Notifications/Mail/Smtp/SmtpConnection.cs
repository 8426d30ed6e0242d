using System.Globalization;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Backend.Modules.Notifications.Mail.Smtp;

/// <summary>
/// A connection to the mail server, made when it is first needed, and anew after something went wrong with it. One mail at a
/// time goes over it.
/// </summary>
internal sealed class SmtpConnection(MailOptions options, IProtocolLogger? log = null) : IAsyncDisposable
{
    // Of the greeting, the capabilities and the certificates; and again of the answers to each mail.
    private const int MaxAnswer = 256 * 1024;

    private SmtpClient? client;
    private BoundedStream? stream;

    /// <summary>Sends a mail.</summary>
    /// <returns>What the server answered.</returns>
    public async Task<string> SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var open = await OpenAsync(cancellationToken);
            stream!.Renew();
            return $"250 {await open.SendAsync(message, cancellationToken)}";
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode != SmtpErrorCode.UnexpectedStatusCode && refused.StatusCode != SmtpStatusCode.ServiceNotAvailable)
        {
            // It was about this mail: the connection is as good as before.
            throw;
        }
        catch
        {
            Drop();
            throw;
        }
    }

    /// <summary>Connects, secures the connection and signs in, as for a mail, and sends none.</summary>
    public async Task OpenOnlyAsync(CancellationToken cancellationToken)
    {
        var open = await OpenAsync(cancellationToken);
        await open.NoOpAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (client is { IsConnected: true } open)
        {
            try
            {
                using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await open.DisconnectAsync(quit: true, patience.Token);
            }
            catch (Exception error) when (error is IOException or ProtocolException or CommandException or OperationCanceledException)
            {
                // It ends without a farewell.
            }
        }

        Drop();
    }

    private async Task<SmtpClient> OpenAsync(CancellationToken cancellationToken)
    {
        if (client is { IsConnected: true } open)
            return open;
        Drop();
        var made = log is null ? new SmtpClient() : new SmtpClient(log);
        client = made;
        made.LocalDomain = "backend";
        // Whether a certificate was revoked is asked of its issuer, whom a server behind a firewall does not reach.
        made.CheckCertificateRevocation = false;
        var host = options.Host!;
        stream = new BoundedStream(await ConnectAsync(host, cancellationToken), MaxAnswer);
        await made.ConnectAsync(stream, host, options.UsedPort, Secured(), cancellationToken);
        if (!string.IsNullOrEmpty(options.Username))
            await SignInAsync(made, cancellationToken);
        return made;
    }

    private async Task<Stream> ConnectAsync(string host, CancellationToken cancellationToken)
    {
        var name = Uri.CheckHostName(host) == UriHostNameType.Dns ? new IdnMapping().GetAscii(host) : host;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(name, options.UsedPort, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task SignInAsync(SmtpClient made, CancellationToken cancellationToken)
    {
        // Somebody in between may have taken the offer of TLS out of the server's answer.
        if (!made.IsSecure && !options.IsLoopback)
            throw new AuthenticationException("The mail server offers no TLS, without which the password is not sent.");
        await made.AuthenticateAsync(options.Username!, options.Password!, cancellationToken);
    }

    private SecureSocketOptions Secured() => options.Mode switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        MailSecurity.None => SecureSocketOptions.None,
        _ => SecureSocketOptions.Auto,
    };

    private void Drop()
    {
        client?.Dispose();
        stream?.Dispose();
        (client, stream) = (null, null);
    }
}

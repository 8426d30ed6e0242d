using Backend.Contracts.Notifications;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail.Smtp;

internal sealed class MailProber(SmtpServer server, IOptions<MailOptions> options) : IMailProbe
{
    public bool IsOn => options.Value.IsOn;

    public async Task<MailProbe> TryAsync(CancellationToken cancellationToken)
    {
        using var transcript = new SmtpTranscript();
        string? problem = null;
        await using (var connection = server.CreateConnection(transcript))
        {
            try
            {
                await server.TryAsync(connection, cancellationToken);
            }
            catch (Exception error) when (SmtpFailure.Of(error) is { } failure)
            {
                problem = failure.Answer is { } answer ? $"{failure.Code}: {answer}" : failure.Code;
            }
        }

        return new MailProbe(problem, transcript.Lines);
    }
}

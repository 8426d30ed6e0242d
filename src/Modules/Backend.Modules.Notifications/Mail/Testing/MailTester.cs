using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.MailTemplates;
using Backend.Modules.Notifications.Mail.Smtp;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Backend.Modules.Notifications.Mail.Testing;

/// <summary>
/// Sends a test mail while the caller waits. It goes to members of the workspace only, and not often: nobody sends mail through
/// this server to others.
/// </summary>
internal sealed class MailTester(
    BackendDbContext db, Viewer viewer, IMailRecipients recipients, IUserAccounts accounts, IWorkspaceDirectory workspaces, MailRenderer renderer, MailMessages messages,
    MessageIds ids, SmtpServer server, IOptions<MailOptions> options, TimeProvider clock)
{
    private const int MostInWindow = 5;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>Sends it.</summary>
    /// <exception cref="ValidationFailedException">The address is nobody's here, or too many were sent of late.</exception>
    public async Task<MailTest> SendAsync(string? to, CancellationToken cancellationToken)
    {
        if (!options.Value.IsOn)
            return new MailTest { Delivered = false, ErrorCode = EmailErrorCodes.MailOff, Transcript = [] };
        var recipient = await FindAsync(to, cancellationToken);
        if (!MailAddresses.TryParse(recipient.Address, out var address))
            throw new ValidationFailedException("to", "What stands as the e-mail address is none.");
        var now = clock.GetUtcNow();
        var since = now - Window;
        if (await db.EmailDeliveries.CountAsync(delivery => delivery.Kind == EmailKind.Test && delivery.CreatedAt > since, cancellationToken) >= MostInWindow)
            throw new ValidationFailedException("to", "Five test mails were sent within ten minutes. Wait a while.");
        var id = Guid.CreateVersion7(now);
        var message = await WriteAsync(recipient, address, id, now, cancellationToken);
        using var transcript = new SmtpTranscript();
        var (answer, failure) = await TryAsync(message, transcript, cancellationToken);
        // Also what failed, so that the list of mails is complete.
        db.Add(EmailDelivery.CreateTest(viewer.RequiredWorkspaceId, id, recipient.Id, address, message.Subject ?? string.Empty, ids.For(id), answer ?? failure?.Answer, failure?.Code, now, clock.GetUtcNow()));
        await db.SaveChangesAsync(cancellationToken);
        return new MailTest { Delivered = failure is null, Answer = answer ?? failure?.Answer, ErrorCode = failure?.Code, Transcript = transcript.Lines, DeliveryId = id };
    }

    private async Task<(string? Answer, SmtpFailure? Failure)> TryAsync(MimeMessage message, SmtpTranscript transcript, CancellationToken cancellationToken)
    {
        await using var connection = server.CreateConnection(transcript);
        try
        {
            return (PlainText.Of(await server.SendAsync(connection, message, cancellationToken), EmailDelivery.MaxAnswerLength), null);
        }
        catch (Exception error) when (SmtpFailure.Of(error) is { } failure)
        {
            transcript.Note(failure.Answer ?? failure.Code);
            return (null, failure);
        }
    }

    private async Task<MimeMessage> WriteAsync(MailRecipient recipient, string address, Guid id, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var me = (await recipients.GetAsync([viewer.RequiredUserId], cancellationToken))[viewer.RequiredUserId];
        var mail = new TestMail { WorkspaceName = (await workspaces.DescribeAsync(cancellationToken)).Name, RequestedBy = me.Name, At = now };
        return messages.Create(new MailEnvelope(address, recipient.Name, ids.For(id), now), await renderer.RenderAsync(mail, new MailReader(recipient.Timezone)));
    }

    // Whether somebody elsewhere has the address is not told.
    private async Task<MailRecipient> FindAsync(string? to, CancellationToken cancellationToken)
    {
        var userId = to is null ? viewer.RequiredUserId : (await accounts.FindByEmailAsync(to.Trim().ToLowerInvariant(), cancellationToken))?.Id;
        if (userId is not { } known || !(await workspaces.FilterMembersAsync([known], cancellationToken)).Contains(known)
            || (await recipients.GetAsync([known], cancellationToken)).GetValueOrDefault(known) is not { IsActive: true, IsBot: false } recipient)
            throw new ValidationFailedException("to", "A test mail goes to an active member of the workspace: nobody here has this address.");
        return recipient;
    }
}

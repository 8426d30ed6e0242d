using Backend.Contracts.Identity;
using Backend.Contracts.Workspaces;
using Backend.Modules.Notifications.Mail.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>Sends the mails of a lane, workspace by workspace: puts them together, and hands one after the other to the server.</summary>
internal sealed partial class MailBatch(IServiceScopeFactory scopes, SmtpServer server, TimeProvider clock, ILogger<MailBatch> logger)
{
    public async Task SendAsync(LeasedMails batch, CancellationToken cancellationToken)
    {
        await using var connection = server.CreateConnection();
        SmtpFailure? away = null;
        foreach (var group in batch.Deliveries.GroupBy(delivery => delivery.WorkspaceId))
        {
            await using var scope = scopes.CreateAsyncScope();
            var services = scope.ServiceProvider;
            var outcomes = services.GetRequiredService<MailOutcomes>();
            if (!await services.GetRequiredService<IWorkspaceDirectory>().TryEnterAsync(group.Key, cancellationToken))
            {
                await outcomes.SkipAsync(batch.LeaseId, [.. group], EmailErrorCodes.WorkspaceGone, cancellationToken);
                continue;
            }

            foreach (var mail in await ComposeAsync(services, outcomes, batch.LeaseId, [.. group], cancellationToken))
            {
                // One that the server did not take for its own reasons: neither would it take the others.
                if (away is not null || clock.GetUtcNow() > batch.Until)
                    await outcomes.TryAgainAsync(batch.LeaseId, mail.Due.Delivery, away ?? SmtpFailures.OutOfTime, cancellationToken);
                else
                    away = await SendAsync(services, connection, batch.LeaseId, mail, cancellationToken);
            }
        }
    }

    // Gives what is wrong with the server, where something is.
    private async Task<SmtpFailure?> SendAsync(IServiceProvider services, SmtpConnection connection, Guid lease, ComposedMail mail, CancellationToken cancellationToken)
    {
        var (outcomes, kind, started) = (services.GetRequiredService<MailOutcomes>(), mail.Due.Delivery.Kind, clock.GetTimestamp());
        using var activity = MailTelemetry.Start(kind);
        string subject, answer;
        try
        {
            var message = await services.GetRequiredService<MailWriter>().WriteAsync(mail);
            subject = message.Subject ?? string.Empty;
            answer = await server.SendAsync(connection, message, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            var failure = SmtpFailure.Of(error);
            if (failure is null)
                LogDefect(logger, error, mail.Due.Delivery.Id);
            failure ??= SmtpFailures.Defect;
            MailTelemetry.End(activity, kind, failure.Code, clock.GetElapsedTime(started));
            await outcomes.FailedAsync(lease, mail.Due, failure, cancellationToken);
            return failure.Scope == SmtpFailureScope.Server ? failure : null;
        }

        MailTelemetry.End(activity, kind, "sent", clock.GetElapsedTime(started));
        await outcomes.SentAsync(lease, mail, subject, answer);
        return null;
    }

    private async Task<IReadOnlyList<ComposedMail>> ComposeAsync(
        IServiceProvider services, MailOutcomes outcomes, Guid lease, IReadOnlyList<EmailDelivery> deliveries, CancellationToken cancellationToken)
    {
        var recipients = await services.GetRequiredService<IMailRecipients>().GetAsync([.. deliveries.Select(delivery => delivery.UserId).Distinct()], cancellationToken);
        var due = new List<DueMail>();
        foreach (var delivery in deliveries)
        {
            var recipient = recipients.GetValueOrDefault(delivery.UserId);
            if (Obstacle(recipient) is { } code)
                await outcomes.SkipAsync(lease, [delivery], code, cancellationToken);
            else
                due.Add(new DueMail(delivery, recipient!));
        }

        var composed = new List<ComposedMail>();
        foreach (var ofKind in due.GroupBy(mail => mail.Delivery.Kind))
            composed.AddRange(await ComposeAsync(services, outcomes, lease, ofKind.Key, [.. ofKind], cancellationToken));
        return composed;
    }

    private async Task<IReadOnlyList<ComposedMail>> ComposeAsync(
        IServiceProvider services, MailOutcomes outcomes, Guid lease, EmailKind kind, IReadOnlyList<DueMail> due, CancellationToken cancellationToken)
    {
        try
        {
            var composer = services.GetServices<IMailComposer>().Single(one => one.Composes(kind));
            var contents = await composer.ComposeAsync(due, cancellationToken);
            var (said, unsaid) = (due.Where(mail => contents.GetValueOrDefault(mail.Delivery.Id) is not null), due.Where(mail => contents.GetValueOrDefault(mail.Delivery.Id) is null));
            if (unsaid.Select(mail => mail.Delivery).ToArray() is { Length: > 0 } empty)
                await outcomes.SkipAsync(lease, empty, EmailErrorCodes.NothingLeft, cancellationToken);
            return [.. said.Select(mail => new ComposedMail(mail, contents[mail.Delivery.Id]!, composer))];
        }
        catch (Exception error) when (due.Count > 1 && error is not OperationCanceledException)
        {
            // One of them spoils it for all: each by itself.
            var composed = new List<ComposedMail>();
            foreach (var mail in due)
                composed.AddRange(await ComposeAsync(services, outcomes, lease, kind, [mail], cancellationToken));
            return composed;
        }
        catch (Exception error) when (error is not OperationCanceledException and not System.Data.Common.DbException)
        {
            LogDefect(logger, error, due[0].Delivery.Id);
            await outcomes.TryAgainAsync(lease, due[0].Delivery, SmtpFailures.Defect, cancellationToken);
            return [];
        }
    }

    private static string? Obstacle(MailRecipient? recipient) => recipient switch
    {
        null or { IsActive: false } or { IsBot: true } => EmailErrorCodes.RecipientInactive,
        { Address: null or "" } => EmailErrorCodes.NoAddress,
        { Address: var address } => MailAddresses.TryParse(address, out _) ? null : EmailErrorCodes.BadAddress,
    };

    [LoggerMessage(4952, LogLevel.Error, "The mail {Delivery} could not be put together or handed over; it is tried again")]
    private static partial void LogDefect(ILogger logger, Exception error, Guid delivery);
}

using Backend.MailTemplates;
using Backend.Modules.Notifications.Mail.Smtp;
using Backend.Platform.Persistence;
using Backend.Platform.Security;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail.Sending;

/// <summary>Writes down what became of mails, each by itself and at once: a worker that is killed leaves at most one mail per lane of which it is not known.</summary>
internal sealed class MailOutcomes(BackendDbContext db, IOptions<MailOptions> options, TimeProvider clock)
{
    /// <summary>The server has it. Its composer notes what it told of in the same write.</summary>
    public async Task SentAsync(Guid lease, ComposedMail mail, string subject, string answer)
    {
        // The mail is out: that is written down even where the node stops.
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10), clock);
        var (said, now) = (PlainText.Of(answer, EmailDelivery.MaxAnswerLength), await db.NowAsync(clock, patience.Token));
        var (address, title) = (mail.Due.Recipient.Address, PlainLine.Of(subject, EmailDelivery.MaxSubjectLength));
        await using var write = await db.BeginWriteAsync(patience.Token);
        var held = await EndAsync(lease, [mail.Due.Delivery], now, EmailStatus.Sent, errorCode: null, patience.Token);
        if (held == 1)
        {
            await Rows([mail.Due.Delivery]).ExecuteUpdateAsync(
                set => set.SetProperty(delivery => delivery.SentAt, now).SetProperty(delivery => delivery.SmtpAnswer, said)
                    .SetProperty(delivery => delivery.Address, address).SetProperty(delivery => delivery.Subject, title),
                patience.Token);
            await mail.Composer.OnSentAsync([new SentMail(mail.Due.Delivery, mail.Content)], patience.Token);
            await db.SaveChangesAsync(patience.Token);
        }

        await write.CommitAsync(patience.Token);
        db.ChangeTracker.Clear();
    }

    /// <summary>There was nothing to send.</summary>
    public async Task SkipAsync(Guid lease, IReadOnlyCollection<EmailDelivery> deliveries, string code, CancellationToken cancellationToken)
    {
        var now = await db.NowAsync(clock, cancellationToken);
        await using var write = await db.BeginWriteAsync(cancellationToken);
        await EndAsync(lease, deliveries, now, EmailStatus.Skipped, code, cancellationToken);
        await write.CommitAsync(cancellationToken);
        foreach (var kind in deliveries.Select(delivery => delivery.Kind))
            MailTelemetry.Count(kind, code);
    }

    /// <summary>The server did not take it.</summary>
    public async Task FailedAsync(Guid lease, DueMail mail, SmtpFailure failure, CancellationToken cancellationToken)
    {
        if (failure.Scope != SmtpFailureScope.MailForGood)
        {
            await TryAgainAsync(lease, mail.Delivery, failure, cancellationToken, mail.Recipient.Address);
            return;
        }

        var now = await db.NowAsync(clock, cancellationToken);
        await GiveUpAsync(lease, mail.Delivery, failure, mail.Recipient.Address, now, cancellationToken);
    }

    /// <summary>It is tried again after a pause, if that is within the time.</summary>
    public async Task TryAgainAsync(Guid lease, EmailDelivery delivery, SmtpFailure failure, CancellationToken cancellationToken, string? address = null)
    {
        var now = await db.NowAsync(clock, cancellationToken);
        // This attempt is not counted in what was read before it.
        DateTimeOffset? next = now + RetryPauses.After(delivery.Attempts + 1, failure.Scope);
        if (next > delivery.DueAt + options.Value.GiveUpAfter)
        {
            await GiveUpAsync(lease, delivery, failure, address, now, cancellationToken);
            return;
        }

        await using var write = await db.BeginWriteAsync(cancellationToken);
        await Held(lease, [delivery]).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.NextAttemptAt, next).SetProperty(row => row.ErrorCode, failure.Code).SetProperty(row => row.SmtpAnswer, failure.Answer)
                .SetProperty(row => row.Address, row => address ?? row.Address).SetProperty(row => row.UpdatedAt, now).SetProperty(row => row.Version, row => row.Version + 1)
                .SetProperty(row => row.LeaseId, (Guid?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        await write.CommitAsync(cancellationToken);
    }

    private async Task GiveUpAsync(Guid lease, EmailDelivery delivery, SmtpFailure failure, string? address, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var write = await db.BeginWriteAsync(cancellationToken);
        if (await EndAsync(lease, [delivery], now, EmailStatus.Failed, failure.Code, cancellationToken) == 1)
        {
            await Rows([delivery]).ExecuteUpdateAsync(
                set => set.SetProperty(row => row.SmtpAnswer, failure.Answer).SetProperty(row => row.Address, row => address ?? row.Address), cancellationToken);
        }

        await write.CommitAsync(cancellationToken);
    }

    private Task<int> EndAsync(
        Guid lease, IReadOnlyCollection<EmailDelivery> deliveries, DateTimeOffset now, EmailStatus status, string? errorCode, CancellationToken cancellationToken) =>
        Held(lease, deliveries).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Status, status).SetProperty(row => row.ErrorCode, errorCode).SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null)
                .SetProperty(row => row.UpdatedAt, now).SetProperty(row => row.Version, row => row.Version + 1)
                .SetProperty(row => row.LeaseId, (Guid?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);

    // Whoever has lost the lease says nothing more.
    private IQueryable<EmailDelivery> Held(Guid lease, IReadOnlyCollection<EmailDelivery> deliveries) =>
        Rows(deliveries).Where(delivery => delivery.LeaseId == lease && delivery.Status == EmailStatus.Pending);

    private IQueryable<EmailDelivery> Rows(IReadOnlyCollection<EmailDelivery> deliveries)
    {
        var (workspaceId, ids) = (deliveries.First().WorkspaceId, deliveries.Select(delivery => delivery.Id).ToArray());
        return db.EmailDeliveries.IgnoreQueryFilters().Where(delivery => delivery.WorkspaceId == workspaceId && ids.Contains(delivery.Id));
    }
}

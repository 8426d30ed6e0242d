using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Backend.Modules.Notifications.Mail;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Backend.IntegrationTests.Mail;

/// <summary>Mail to a server that is as servers are: refuses, puts off, hangs, breaks off, goes away and comes back.</summary>
public sealed class MailDeliveryTests
{
    private static readonly string[] Demo = ["ada", "grace", "linus"];

    [Fact]
    public async Task Mail_that_is_due_arrives_with_its_headers_in_two_forms()
    {
        await using var peer = new SmtpPeer();
        await using var server = await StartAsync(peer, "Backend:Mail:FromName=Work", "Backend:Mail:ReplyTo=help@example.org");
        await server.SendAsync("ada", "The webhook <b>build</b> was switched off");
        var delivery = await server.DeliveryAsync(one => one.Status == EmailStatus.Sent);
        var received = Assert.Single(peer.Mails);
        Assert.Equal(("backend@example.org", "ada@demo.localhost"), (received.From, Assert.Single(received.To)));
        var message = received.Read();
        Assert.Equal("The webhook <b>build</b> was switched off", message.Subject);
        Assert.Equal(("\"Work\" <backend@example.org>", "\"Work\" <help@example.org>"), (message.From.ToString(), message.ReplyTo.ToString()));
        Assert.Equal(delivery.MessageId, message.MessageId);
        Assert.EndsWith("@example.org", message.MessageId, StringComparison.Ordinal);
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Null(message.Headers["Precedence"]);
        var parts = Assert.IsType<MultipartAlternative>(message.Body).Cast<TextPart>().ToArray();
        Assert.Equal(["text/plain", "text/html"], parts.Select(part => part.ContentType.MimeType));
        Assert.Contains("&lt;b&gt;build&lt;/b&gt;", parts[1].Text, StringComparison.Ordinal);
        Assert.All(parts, part => Assert.Contains("https://work.example.org/x", part.Text, StringComparison.Ordinal));
        Assert.Equal(("250 2.0.0 queued as 1", "ada@demo.localhost", 1), (delivery.SmtpAnswer, delivery.Address, delivery.Attempts));
        Assert.NotNull(delivery.SentAt);
    }

    [Fact]
    public async Task Mail_server_that_was_away_gets_every_mail_once_when_it_is_back()
    {
        await using var peer = new SmtpPeer();
        await using var server = await StartAsync(peer);
        await peer.StopAsync();
        for (var mail = 0; mail < 10; mail++)
            await server.SendAsync(Demo[mail % 3], $"Mail {mail}");
        await server.DeliveryAsync(one => one.ErrorCode == "SMTP_UNAVAILABLE");
        peer.Start();
        await MailServer.UntilAsync(async () =>
        {
            // Those that were tried more often would wait for longer.
            await server.HurryAsync();
            return (await server.DeliveriesAsync()).TrueForAll(one => one.Status == EmailStatus.Sent);
        });
        Assert.Equal(Enumerable.Range(0, 10).Select(mail => $"Mail {mail}").Order(), peer.Mails.Select(mail => mail.Read().Subject).Order());
    }

    [Fact]
    public async Task Recipient_that_is_refused_fails_at_once_and_the_others_get_theirs()
    {
        await using var peer = new SmtpPeer();
        peer.AnswerTo("RCPT TO:<grace", "550 5.1.1 no such mailbox");
        await using var server = await StartAsync(peer);
        foreach (var person in Demo)
            await server.SendAsync(person);
        await MailServer.UntilAsync(async () => (await server.DeliveriesAsync()).TrueForAll(one => one.Status != EmailStatus.Pending));
        var refused = Assert.Single(await server.DeliveriesAsync(), one => one.Status == EmailStatus.Failed);
        Assert.Equal(("SMTP_REFUSED", "550 5.1.1 no such mailbox", "grace@demo.localhost", 1), (refused.ErrorCode, refused.SmtpAnswer, refused.Address, refused.Attempts));
        Assert.Equal(["ada@demo.localhost", "linus@demo.localhost"], peer.Mails.SelectMany(mail => mail.To).Order());
    }

    [Fact]
    public async Task Mail_that_is_greylisted_waits_some_minutes_and_arrives_with_the_same_Message_ID()
    {
        await using var peer = new SmtpPeer();
        peer.AnswerTo("RCPT", "451 4.7.1 greylisted, come back later");
        await using var server = await StartAsync(peer);
        await server.SendAsync("ada");
        var deferred = await server.DeliveryAsync(one => one.ErrorCode == "SMTP_DEFERRED");
        Assert.Equal((EmailStatus.Pending, "451 4.7.1 greylisted, come back later"), (deferred.Status, deferred.SmtpAnswer));
        Assert.InRange(deferred.NextAttemptAt!.Value - deferred.UpdatedAt, TimeSpan.FromSeconds(59), TimeSpan.FromSeconds(121));
        peer.Answer = _ => Task.FromResult<string?>(null);
        await server.HurryAsync();
        var sent = await server.DeliveryAsync(one => one.Status == EmailStatus.Sent);
        Assert.Equal((2, null), (sent.Attempts, sent.ErrorCode));
        Assert.Equal(deferred.MessageId, Assert.Single(peer.Mails).Read().MessageId);
    }

    [Fact]
    public async Task Connection_that_breaks_off_before_the_answer_brings_the_mail_again_with_the_same_Message_ID()
    {
        await using var peer = new SmtpPeer();
        var broken = 0;
        peer.Answer = line => Task.FromResult(line == "." && Interlocked.Increment(ref broken) == 1 ? "break off, but keep it" : null);
        await using var server = await StartAsync(peer);
        await server.SendAsync("ada");
        await server.DeliveryAsync(one => one.Status == EmailStatus.Sent);
        var messages = peer.Mails.Select(mail => mail.Read()).ToArray();
        Assert.Equal(2, messages.Length);
        Assert.Equal(messages[0].MessageId, messages[1].MessageId);
        Assert.Equal(messages[0].Date, messages[1].Date);
    }

    [Fact]
    public async Task Mail_server_that_hangs_is_left_after_a_time_and_holds_up_nobody()
    {
        await using var peer = new SmtpPeer();
        peer.AnswerTo("MAIL", "never");
        await using var server = await StartAsync(peer, "Backend:Mail:Timeout=00:00:01");
        await server.SendAsync("ada");
        var waits = await server.DeliveryAsync(one => one.ErrorCode is not null);
        Assert.Equal(("SMTP_TIMEOUT", EmailStatus.Pending), (waits.ErrorCode, waits.Status));
        using var ada = server.Client();
        Assert.Equal("demo", (await ada.QueryAsync("{ workspace { slug } }")).Text("workspace.slug"));
        peer.Answer = _ => Task.FromResult<string?>(null);
        await server.HurryAsync();
        await server.DeliveryAsync(one => one.Status == EmailStatus.Sent);
    }

    [Fact]
    public async Task Answer_that_never_ends_is_cut_off()
    {
        await using var peer = new SmtpPeer();
        peer.AnswerTo("EHLO", "for ever");
        await using var server = await StartAsync(peer);
        var before = GC.GetTotalAllocatedBytes();
        await server.SendAsync("ada");
        var waits = await server.DeliveryAsync(one => one.ErrorCode is not null);
        Assert.Equal(("SMTP_UNAVAILABLE", "The mail server says more than a mail server has to say."), (waits.ErrorCode, waits.SmtpAnswer));
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 500_000_000);
    }

    [Fact]
    public async Task StartTls_that_is_not_offered_gets_no_mail()
    {
        await using var peer = new SmtpPeer();
        await using var server = await StartAsync(peer, "Backend:Mail:Security=StartTls", "Backend:Mail:Username=backend", "Backend:Mail:Password=canary-password");
        await server.SendAsync("ada");
        var waits = await server.DeliveryAsync(one => one.ErrorCode is not null);
        Assert.Equal(("SMTP_TLS", "The server does not offer STARTTLS."), (waits.ErrorCode, waits.SmtpAnswer));
        Assert.DoesNotContain(peer.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal) || line.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Certificate_that_is_not_trusted_gets_no_mail()
    {
        using var key = RSA.Create(2048);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var peer = new SmtpPeer { Offers = ["STARTTLS"], Certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null) };
        await using var server = await StartAsync(peer, "Backend:Mail:Security=Auto");
        await server.SendAsync("ada");
        Assert.Equal("SMTP_TLS", (await server.DeliveryAsync(one => one.ErrorCode is not null)).ErrorCode);
        Assert.DoesNotContain(peer.Heard, line => line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Password_is_not_sent_without_Tls()
    {
        var here = (await Dns.GetHostAddressesAsync(Dns.GetHostName())).First(address => !IPAddress.IsLoopback(address));
        await using var peer = new SmtpPeer(here) { Offers = ["AUTH PLAIN LOGIN"] };
        await using var server = await StartAsync(
            peer, $"Backend:Mail:Host={here}", "Backend:Mail:Security=Auto", "Backend:Mail:Username=backend", "Backend:Mail:Password=canary-password");
        await server.SendAsync("ada");
        var waits = await server.DeliveryAsync(one => one.ErrorCode is not null);
        Assert.Equal(("SMTP_AUTHENTICATION", "The mail server offers no TLS, without which the password is not sent."), (waits.ErrorCode, waits.SmtpAnswer));
        Assert.DoesNotContain(peer.Heard, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mail_of_a_worker_that_lost_it_between_sending_and_noting_is_sent_again_with_the_same_Message_ID()
    {
        await using var peer = new SmtpPeer();
        await using var server = await StartAsync(peer);
        var stolen = 0;
        peer.Answer = async line =>
        {
            // While the server waits for the answer, another takes its lease for run out.
            if (line == "." && Interlocked.Increment(ref stolen) == 1)
            {
                await server.UseAsync(db => db.Set<EmailDelivery>().ExecuteUpdateAsync(set => set
                    .SetProperty(delivery => delivery.LeaseId, (Guid?)null).SetProperty(delivery => delivery.LeaseUntil, (DateTimeOffset?)null)));
            }

            return null;
        };
        await server.SendAsync("ada");
        var sent = await server.DeliveryAsync(one => one.Status == EmailStatus.Sent);
        Assert.Equal([sent.MessageId, sent.MessageId], peer.Mails.Select(mail => mail.Read().MessageId));
        Assert.Equal(2, sent.Attempts);
    }

    [Fact]
    public async Task Mail_is_given_up_after_a_day()
    {
        await using var peer = new SmtpPeer();
        peer.AnswerTo("RCPT", "452 4.2.2 mailbox full");
        await using var server = await StartAsync(peer, "Backend:Mail:GiveUpAfter=00:01:00");
        await server.SendAsync("ada");
        var failed = await server.DeliveryAsync(one => one.Status == EmailStatus.Failed);
        Assert.Equal(("SMTP_DEFERRED", "452 4.2.2 mailbox full", null), (failed.ErrorCode, failed.SmtpAnswer, failed.NextAttemptAt));
    }

    [Fact]
    public async Task Person_who_was_suspended_or_has_no_address_gets_none()
    {
        await using var peer = new SmtpPeer();
        await using var server = await StartAsync(peer);
        await server.UseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE identity_users SET status = 'Suspended' WHERE display_name = 'grace'"));
        await server.UseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE identity_users SET email = NULL WHERE display_name = 'linus'"));
        await server.UseAsync(db => db.Database.ExecuteSqlAsync($"UPDATE identity_users SET email = {"a@b.example>\r\nRCPT TO:<evil@example.com"} WHERE display_name = 'ada'"));
        foreach (var person in Demo)
            await server.SendAsync(person);
        await MailServer.UntilAsync(async () => (await server.DeliveriesAsync()).TrueForAll(one => one.Status == EmailStatus.Skipped));
        Assert.Equal(["BAD_ADDRESS", "NO_ADDRESS", "RECIPIENT_INACTIVE"], (await server.DeliveriesAsync()).Select(one => one.ErrorCode).Order());
        Assert.Empty(peer.Heard);
    }

    private static Task<MailServer> StartAsync(SmtpPeer peer, params string[] settings) => MailServer.StartAsync(peer, settings);
}

namespace Backend.IntegrationTests.Mail;

/// <summary>Test mails: what an admin is told, whom they may go to, and the list of what became of mails.</summary>
public sealed class MailTestTests
{
    private const string Send = """
        mutation($input: MailTestInput!) { mailTest(input: $input) {
          mailTest { delivered answer errorCode transcript delivery { kind status address subject user { displayName } } } errors { ... on Error { code message path } } } }
        """;

    private const string List = """
        query($filter: EmailDeliveryFilter) { emailDeliveries(filter: $filter, first: 10) { totalCount nodes {
          id kind status address subject messageId attempts nextAttemptAt smtpAnswer errorCode sentAt user { displayName } } } }
        """;

    [Fact]
    public async Task Test_mail_arrives_at_the_viewers_own_address_and_its_transcript_tells_no_secret()
    {
        await using var peer = new SmtpPeer { Offers = ["AUTH PLAIN LOGIN"] };
        await using var server = await MailServer.StartAsync(peer, "Backend:Mail:Username=canary-name", "Backend:Mail:Password=canary-password");
        using var ada = server.Client();
        var test = (await ada.QueryAsync(Send, new { input = new { } })).At("mailTest.mailTest");
        Assert.True(test.At("delivered").GetBoolean());
        Assert.Equal(("250 2.0.0 queued as 1", "TEST", "SENT", "ada"), (test.Text("answer"), test.Text("delivery.kind"), test.Text("delivery.status"), test.Text("delivery.user.displayName")));
        var transcript = test.At("transcript").EnumerateArray().Select(line => line.GetString()!).ToArray();
        Assert.Contains("S: 235 welcome", transcript);
        Assert.Contains(transcript, line => line.StartsWith("C: AUTH PLAIN ***", StringComparison.Ordinal));
        Assert.Contains(transcript, line => line.StartsWith("*  the mail: ", StringComparison.Ordinal));
        foreach (var secret in new[] { "canary-password", Convert.ToBase64String("\0canary-name\0canary-password"u8), Convert.ToBase64String("canary-password"u8) })
            Assert.DoesNotContain(transcript, line => line.Contains(secret, StringComparison.Ordinal));
        // It was sent all the same.
        Assert.Contains($"AUTH PLAIN {Convert.ToBase64String("\0canary-name\0canary-password"u8)}", peer.Heard);
        Assert.Equal("ada@demo.localhost", Assert.Single(Assert.Single(peer.Mails).To));
    }

    [Fact]
    public async Task Server_that_refuses_is_told_with_its_answer()
    {
        await using var peer = new SmtpPeer();
        peer.AnswerTo("RCPT", "550 5.7.1 no relaying");
        await using var server = await MailServer.StartAsync(peer);
        using var ada = server.Client();
        var test = (await ada.QueryAsync(Send, new { input = new { to = "GRACE@demo.localhost" } })).At("mailTest.mailTest");
        Assert.False(test.At("delivered").GetBoolean());
        Assert.Equal(("550 5.7.1 no relaying", "SMTP_REFUSED", "FAILED"), (test.Text("answer"), test.Text("errorCode"), test.Text("delivery.status")));
    }

    [Fact]
    public async Task Others_are_sent_nothing_and_nobody_is_sent_many()
    {
        await using var peer = new SmtpPeer();
        await using var server = await MailServer.StartAsync(peer);
        using var ada = server.Client();
        foreach (var stranger in new[] { "stranger@elsewhere.example", "ada@demo.localhost\r\nBcc: stranger@elsewhere.example", "" })
            Assert.Equal("VALIDATION_FAILED", (await ada.QueryAsync(Send, new { input = new { to = stranger } })).Text("mailTest.errors.0.code"));
        for (var sent = 0; sent < 5; sent++)
            Assert.True((await ada.QueryAsync(Send, new { input = new { } })).At("mailTest.mailTest.delivered").GetBoolean());
        Assert.Equal("VALIDATION_FAILED", (await ada.QueryAsync(Send, new { input = new { } })).Text("mailTest.errors.0.code"));
        Assert.Equal(5, peer.Mails.Count);
        using var linus = server.Client("linus");
        Assert.Equal("FORBIDDEN", await linus.FailAsync(Send, new { input = new { } }));
    }

    [Fact]
    public async Task Slow_mail_server_holds_up_no_other_mutation()
    {
        await using var peer = new SmtpPeer();
        var reached = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        peer.Answer = async line =>
        {
            if (line == ".")
            {
                reached.TrySetResult();
                await go.Task;
            }

            return null;
        };
        await using var server = await MailServer.StartAsync(peer);
        using var ada = server.Client();
        using var grace = server.Client("grace");
        var test = ada.QueryAsync(Send, new { input = new { } });
        await reached.Task;
        await grace.QueryAsync("mutation { userUpdate(input: { locale: \"de\" }) { user { locale } } }");
        go.SetResult();
        Assert.True((await test).At("mailTest.mailTest.delivered").GetBoolean());
    }

    [Fact]
    public async Task Mails_and_what_became_of_them_are_listed_for_admins_without_what_they_say_to_others()
    {
        await using var peer = new SmtpPeer();
        await using var server = await MailServer.StartAsync(peer);
        await server.SendAsync("ada", "For ada");
        await server.SendAsync("grace", "For grace");
        await MailServer.UntilAsync(async () => (await server.DeliveriesAsync()).Count(one => one.SentAt is not null) == 2);
        using var ada = server.Client();
        var nodes = (await ada.QueryAsync(List, new { filter = new { kind = new { eq = "SERVICE" }, status = new { eq = "SENT" } } })).At("emailDeliveries.nodes").EnumerateArray().ToArray();
        Assert.Equal([("grace", null), ("ada", "For ada")], nodes.Select(node => (node.Text("user.displayName"), node.At("subject").GetString())));
        Assert.All(nodes, node => Assert.Equal("250 2.0.0 queued as 1", node.Text("smtpAnswer")));
        var ofGrace = await ada.QueryAsync(List, new { filter = new { user = new { displayName = new { eq = "grace" } }, kind = new { eq = "SERVICE" } } });
        Assert.Equal(1, ofGrace.At("emailDeliveries.totalCount").GetInt32());
        using var linus = server.Client("linus");
        Assert.Equal("FORBIDDEN", await linus.FailAsync(List));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await linus.QueryAsync("query($id: ID!) { node(id: $id) { id } }", new { id = nodes[0].Text("id") })).At("node").ValueKind);
    }

    [Fact]
    public async Task Without_a_mail_server_nothing_is_sent_and_everybody_who_asks_is_told()
    {
        await using var peer = new SmtpPeer();
        await using var server = await MailServer.StartAsync(peer, "Backend:Mail:Host=");
        await server.SendAsync("ada");
        var skipped = await server.DeliveryAsync(one => one.NextAttemptAt is null);
        Assert.Equal((Modules.Notifications.Mail.EmailStatus.Skipped, "MAIL_OFF", 0), (skipped.Status, skipped.ErrorCode, skipped.Attempts));
        using var ada = server.Client();
        var status = (await ada.QueryAsync("{ mailStatus { isOn from waiting } }")).At("mailStatus");
        Assert.Equal((false, null, 0), (status.At("isOn").GetBoolean(), status.At("from").GetString(), status.At("waiting").GetInt32()));
        var test = (await ada.QueryAsync(Send, new { input = new { } })).At("mailTest.mailTest");
        Assert.Equal((false, "MAIL_OFF"), (test.At("delivered").GetBoolean(), test.Text("errorCode")));
        Assert.Equal(0, peer.Connections);
    }
}

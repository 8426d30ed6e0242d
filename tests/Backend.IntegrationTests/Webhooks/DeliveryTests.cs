using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Backend.IntegrationTests.Access;
using Microsoft.AspNetCore.Http;

namespace Backend.IntegrationTests.Webhooks;

/// <summary>Receivers of every kind: what is tried again, what is given up, and in which order.</summary>
[Collection(WebhookCollection.Name)]
public sealed class DeliveryTests(WebhookServer server) : IAsyncLifetime
{
    private GraphQLClient ada = null!;
    private Receiver receiver = null!;

    public async Task InitializeAsync() => (ada, receiver) = (server.Client("ada"), await Receiver.StartAsync());

    public async Task DisposeAsync()
    {
        ada.Dispose();
        await receiver.DisposeAsync();
    }

    [Fact]
    public async Task Receiver_that_answers_500_gets_the_same_again_signed_anew_until_it_takes_it()
    {
        var failures = 3;
        receiver.Answer = async (context, _) =>
        {
            context.Response.StatusCode = Interlocked.Decrement(ref failures) >= 0 ? 500 : 200;
            context.Response.Headers.SetCookie = "session=secret";
            await context.Response.WriteAsync(new string('x', 10_000));
        };
        var hook = await CreateAsync();
        await WebhookServer.IssueAsync(ada, await server.TeamAsync(ada), "Again");
        var all = await receiver.UntilAsync(all => all.Length >= 4);
        Assert.Single(all.Select(one => (one.Id, one.Body)).Distinct());
        Assert.All(all, one => Assert.True(one.IsSignedBy(hook.Secret)));
        var delivery = await EndedAsync(hook.Id, "SUCCEEDED");
        var attempts = delivery.At("attempts.nodes").EnumerateArray().ToArray();
        Assert.Equal([500, 500, 500, 200], attempts.Select(attempt => attempt.At("statusCode").GetInt32()));
        Assert.Equal(["HTTP_STATUS", "HTTP_STATUS", "HTTP_STATUS", null], attempts.Select(attempt => attempt.At("errorCode").GetString()));
        Assert.Equal(4096, attempts[0].Text("responseBody").Length);
        Assert.DoesNotContain("set-cookie", attempts[0].At("responseHeaders").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delivery_that_fails_to_the_end_is_given_up_and_sent_again_when_asked()
    {
        receiver.AnswerWith(503);
        var hook = await CreateAsync();
        await WebhookServer.IssueAsync(ada, await server.TeamAsync(ada), "Given up");
        var failed = await EndedAsync(hook.Id, "FAILED");
        Assert.Equal((5, "HTTP_STATUS"), (failed.At("attemptCount").GetInt32(), failed.Text("errorCode")));
        receiver.AnswerWith(204);
        await WalkServer.MutateAsync(ada, "deliveryRetry", new { id = failed.Text("id") }, "delivery { status attemptCount }");
        Assert.Equal(6, (await EndedAsync(hook.Id, "SUCCEEDED")).At("attemptCount").GetInt32());
        Assert.Equal(failed.Text("id"), receiver.All[^1].Id);
    }

    [Theory]
    [InlineData("hangs", "TIMEOUT")]
    [InlineData("answers after the time", "TIMEOUT")]
    [InlineData("redirects", "REDIRECT")]
    [InlineData("breaks off", "RESPONSE_INVALID")]
    public async Task Receiver_that_does_not_answer_well_fails_with_a_code(string how, string code)
    {
        receiver.Answer = (context, _) => AnswerBadlyAsync(how, context);
        var hook = await CreateAsync();
        await WebhookServer.IssueAsync(ada, await server.TeamAsync(ada), how);
        var attempt = await FirstAttemptAsync(hook.Id);
        Assert.Equal(code, attempt.Text("errorCode"));
        Assert.DoesNotContain(receiver.All, one => one.Headers.ContainsKey("referer"));
        receiver.AnswerWith(204);
        await EndedAsync(hook.Id, "SUCCEEDED");
    }

    private async Task AnswerBadlyAsync(string how, HttpContext context)
    {
        switch (how)
        {
            case "hangs":
                await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                break;
            case "redirects":
                context.Response.Redirect($"http://127.0.0.1:{receiver.Port}/elsewhere");
                break;
            case "breaks off":
                context.Abort();
                break;
            default:
                await Task.Delay(TimeSpan.FromSeconds(1.5));
                context.Response.StatusCode = 200;
                break;
        }
    }

    [Fact]
    public async Task Answer_without_an_end_is_left_after_its_beginning()
    {
        // On a socket of its own: what a web server still takes from its code when nobody reads any more is no measure.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var sending = AnswerEndlesslyAsync(listener);
        var hook = await server.CreateAsync(ada, $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/", ["issue.created"]);
        await WebhookServer.IssueAsync(ada, await server.TeamAsync(ada), "Endless");
        var delivery = await EndedAsync(hook.Id, "SUCCEEDED");
        Assert.Equal(4096, delivery.Text("attempts.nodes.0.responseBody").Length);
        // What lies in the buffers of the two sides, and no gigabyte.
        Assert.InRange(await sending, 64 * 1024, 32 * 1024 * 1024);
    }

    [Fact]
    public async Task Receiver_that_breaks_TLS_or_refuses_the_connection_fails_with_a_code()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AnswerPlainlyAsync(listener);
        var plain = await server.CreateAsync(ada, $"https://127.0.0.1:{port}/", ["issue.created"]);
        var refusing = await server.CreateAsync(ada, $"http://127.0.0.1:{FreePort()}/", ["issue.created"]);
        await WebhookServer.IssueAsync(ada, await server.TeamAsync(ada), "Broken");
        Assert.Equal("TLS_FAILED", (await FirstAttemptAsync(plain.Id)).Text("errorCode"));
        Assert.Equal("CONNECTION_FAILED", (await FirstAttemptAsync(refusing.Id)).Text("errorCode"));
    }

    [Fact]
    public async Task Name_that_stands_for_another_address_when_it_is_asked_again_is_not_called_there()
    {
        // The first answer is for the first connection, which is closed after its request.
        server.Names.Set("turning.example.com", "127.0.0.1", "169.254.169.254", "127.0.0.1,10.0.0.1", "127.0.0.1");
        receiver.Answer = (context, _) =>
        {
            context.Response.StatusCode = receiver.All.Length < 2 ? 500 : 204;
            context.Response.Headers.Connection = "close";
            return Task.CompletedTask;
        };
        var hook = await server.CreateAsync(ada, $"http://turning.example.com:{receiver.Port}/", ["issue.created"]);
        await WebhookServer.IssueAsync(ada, await server.TeamAsync(ada), "Turning");
        var codes = (await EndedAsync(hook.Id, "SUCCEEDED")).At("attempts.nodes").EnumerateArray().Select(attempt => attempt.At("errorCode").GetString());
        Assert.Equal(["HTTP_STATUS", "ADDRESS_REFUSED", "ADDRESS_REFUSED", null], codes);
        Assert.Equal(2, receiver.All.Length);
    }

    [Fact]
    public async Task Receiver_that_is_gone_is_disabled_with_a_reason_and_resumed_and_told_by_a_replay()
    {
        receiver.AnswerWith(410);
        var hook = await CreateAsync();
        var team = await server.TeamAsync(ada);
        var first = await WebhookServer.IssueAsync(ada, team, "First");
        await Replicas.Eventually.TrueAsync(async () => (await WebhookServer.WebhookAsync(ada, hook.Id)).Text("state") == "DISABLED");
        Assert.Equal("GONE", (await WebhookServer.WebhookAsync(ada, hook.Id)).Text("disabledReason"));
        var second = await WebhookServer.IssueAsync(ada, team, "Meanwhile");
        receiver.AnswerWith(204);
        await WalkServer.MutateAsync(ada, "webhookResume", new { id = hook.Id }, "webhook { state }");
        var from = (await WebhookServer.DeliveriesAsync(ada, hook.Id))[0].At("syncId").GetInt64();
        var known = receiver.All[0].Id;
        var job = (await WalkServer.MutateAsync(ada, "deliveryReplay", new { endpointId = hook.Id, fromSyncId = from }, "job { id }")).Text("job.id");
        await Replicas.Eventually.TrueAsync(async () => (await ada.QueryAsync("query($id: ID!) { job(id: $id) { status } }", new { id = job })).Text("job.status") == "SUCCEEDED");
        var told = (await receiver.UntilAsync(all => all.Length >= 3))[1..];
        Assert.Contains(told, one => one.Id == known && one.Json.Text("data.id") == first);
        Assert.Contains(told, one => one.Json.Text("data.id") == second);
        var changes = await ada.QueryAsync($"{{ changes(since: {from}, first: 100) {{ nodes {{ type nodeId }} }} }}");
        Assert.Contains(changes.At("changes.nodes").EnumerateArray(), change => change.Text("type") == "webhook.disabled" && change.Text("nodeId") == hook.Id);
    }

    [Fact]
    public async Task What_concerns_an_issue_comes_in_order_and_waits_for_what_failed_while_other_issues_go_on()
    {
        var team = await server.TeamAsync(ada);
        var (stuck, free) = (await WebhookServer.IssueAsync(ada, team, "Stuck"), await WebhookServer.IssueAsync(ada, team, "Free"));
        var open = false;
        receiver.Answer = (context, one) =>
        {
            context.Response.StatusCode = one.Json.Text("data.id") == stuck && !Volatile.Read(ref open) ? 500 : 204;
            return Task.CompletedTask;
        };
        await server.CreateAsync(ada, receiver.Url, ["issue.updated", "comment.created"]);
        await WebhookServer.RenameAsync(ada, stuck, "Stuck 1");
        await WalkServer.MutateAsync(ada, "commentCreate", new { issueId = stuck, bodyMarkdown = "2" }, "syncId");
        await WebhookServer.RenameAsync(ada, stuck, "Stuck 3");
        for (var number = 1; number <= 5; number++)
            await WebhookServer.RenameAsync(ada, free, $"Free {number}");
        var all = await receiver.UntilAsync(all => all.Count(one => one.Body.Contains(free, StringComparison.Ordinal)) >= 5);
        Assert.Equal([1, 2, 3, 4, 5], all.Where(one => one.Json.Text("data.id") == free).Select(one => int.Parse(one.Json.Text("data.title")[5..], System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Single(all.Where(one => one.Body.Contains(stuck, StringComparison.Ordinal)).Select(one => one.Id).Distinct());
        Volatile.Write(ref open, true);
        all = await receiver.UntilAsync(all => all.Any(one => one.Body.Contains("Stuck 3", StringComparison.Ordinal) && one.Json.Text("data.title") == "Stuck 3"));
        Assert.Equal(
            ["issue.updated", "comment.created", "issue.updated"],
            all.Where(one => one.Body.Contains(stuck, StringComparison.Ordinal)).DistinctBy(one => one.Id).Select(one => one.Type));
    }

    private Task<(string Id, string Secret)> CreateAsync() => server.CreateAsync(ada, receiver.Url, ["issue.created"]);

    private async Task<JsonElement> EndedAsync(string hook, string status) =>
        Assert.Single(await WebhookServer.UntilAsync(ada, hook, all => all is [var one] && one.Text("status") == status));

    private async Task<JsonElement> FirstAttemptAsync(string hook) => (await WebhookServer.UntilAsync(
        ada, hook, all => all is [var one, ..] && one.At("attempts.nodes").GetArrayLength() > 0))[0].At("attempts.nodes.0");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<long> AnswerEndlesslyAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var (stream, piece, sent) = (client.GetStream(), new byte[64 * 1024], 0L);
        Assert.NotEqual(0, await stream.ReadAtLeastAsync(piece.AsMemory(0, 1024), 1));
        Array.Fill(piece, (byte)'y');
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n"u8.ToArray());
        try
        {
            for (; sent < 1_073_741_824; sent += piece.Length)
                await stream.WriteAsync(piece);
        }
        catch (IOException)
        {
            // Nobody reads any more.
        }

        return sent;
    }

    // No TLS at all: whoever greets is answered in plain text.
    private static async Task AnswerPlainlyAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await client.GetStream().WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended.
        }
    }
}

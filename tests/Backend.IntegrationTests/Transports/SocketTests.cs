using System.Net.WebSockets;
using System.Text;

namespace Backend.IntegrationTests;

/// <summary>graphql-transport-ws: time limits, bounds, and what no client should send.</summary>
[Collection(ImpatientServerCollection.Name)]
public sealed class SocketTests(ImpatientServer server)
{
    private const string Watch = "subscription { issueChanged { syncId } }";

    [Fact]
    public async Task Socket_that_does_not_introduce_itself_is_closed()
    {
        await using var socket = await SocketClient.OpenAsync(server.Address);
        Assert.Equal(4408, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Socket_that_begins_a_message_and_says_no_more_is_closed()
    {
        await using var socket = await SocketClient.OpenAsync(server.Address);
        await socket.SendBytesAsync("{\"type\":\"connection_"u8.ToArray(), endOfMessage: false);
        Assert.Equal(4408, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Server_pings_and_goes_on_as_long_as_it_is_answered()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        socket.AnswersPings = false;
        for (var index = 0; index < 3; index++)
        {
            Assert.Equal("ping", (await socket.ReceiveAsync()).Text("type"));
            await socket.SendAsync(new { type = "pong" });
        }
    }

    [Fact]
    public async Task Socket_that_answers_no_ping_is_closed()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        socket.AnswersPings = false;
        Assert.Equal(4499, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Ping_is_answered_with_what_came_with_it()
    {
        await using var socket = await SocketClient.OpenAsync(server.Address);
        await socket.SendAsync(new { type = "ping", payload = new { sent = 7 } });
        var pong = await socket.ReceiveAsync();
        Assert.Equal(("pong", 7), (pong.Text("type"), pong.At("payload.sent").GetInt32()));
    }

    [Fact]
    public async Task Socket_is_closed_when_its_token_ends()
    {
        // The server lets a token in for 30 seconds after its end.
        await using var socket = await SocketClient.ConnectAsync(server, lifetime: TimeSpan.FromSeconds(-28));
        await socket.SubscribeAsync("1", Watch);
        Assert.Equal(4403, await socket.ReadCloseAsync());
    }

    [Theory]
    [InlineData("""{"type":"ping","payload":7}""", 4400)]
    [InlineData("""{"type":"ping","type":"pong"}""", 4400)]
    [InlineData("""{"type":"complete"}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ __typename } #\ud800"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{ __typename }"}}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":[]}""", 4400)]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{ __typename }","variables":[]}}""", 4400)]
    [InlineData("[]", 4400)]
    [InlineData("", 4400)]
    public async Task Message_that_is_none_closes_the_socket(string message, int code)
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SendTextAsync(message);
        Assert.Equal(code, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Bytes_that_are_no_text_close_the_socket()
    {
        await using var binary = await SocketClient.ConnectAsync(server);
        await binary.SendBytesAsync("{\"type\":\"ping\"}"u8.ToArray(), type: WebSocketMessageType.Binary);
        Assert.Equal(4400, await binary.ReadCloseAsync());
        await using var invalid = await SocketClient.ConnectAsync(server);
        await invalid.SendBytesAsync((byte[])[.. "{\"type\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
        Assert.Equal(1007, await invalid.ReadCloseAsync());
    }

    [Fact]
    public async Task Nesting_without_end_closes_the_socket()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SendTextAsync(string.Concat(Enumerable.Repeat("{\"type\":", 100_000)));
        Assert.Equal(4400, await socket.ReadCloseAsync());
    }

    [Fact]
    public async Task Message_over_the_limit_closes_the_socket()
    {
        await using var first = await SocketClient.OpenAsync(server.Address);
        await first.SendTextAsync("{\"type\":\"connection_init\",\"payload\":{\"authorization\":\"" + new string('x', 100_000) + "\"}}");
        Assert.Equal(1009, await first.ReadCloseAsync());

        // In frames without end: what is too large already is not kept.
        await using var second = await SocketClient.ConnectAsync(server);
        var frame = Encoding.UTF8.GetBytes(new string('x', 256 * 1024));
        for (var index = 0; index < 64; index++)
            await second.SendBytesAsync(frame, endOfMessage: false);
        Assert.Equal(1009, await second.ReadCloseAsync());
    }

    [Theory]
    [InlineData("{", 1_000_000)]
    [InlineData("a ", 500_000)]
    public async Task Megabyte_document_is_an_error_and_the_socket_goes_on(string part, int count)
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        await socket.SubscribeAsync("1", string.Concat(Enumerable.Repeat(part, count)));
        Assert.Equal("error", (await socket.ReceiveAsync()).Text("type"));
        await socket.SubscribeAsync("1", "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await socket.NextAsync()).Text("viewer.name"));
    }

    [Fact]
    public async Task Id_is_free_as_soon_as_its_error_is_read()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        for (var round = 0; round < 500; round++)
        {
            await socket.SubscribeAsync("1", "{ unknown }");
            Assert.Equal("error", (await socket.ReceiveAsync()).Text("type"));
        }
    }

    [Fact]
    public async Task Operation_over_the_cap_is_an_error_and_the_others_go_on()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        for (var index = 0; index < 100; index++)
            await socket.SubscribeAsync($"{index}", Watch);
        await socket.SubscribeAsync("one too many", "{ __typename }");
        var refused = await socket.ReceiveAsync();
        Assert.Equal(("error", "one too many"), (refused.Text("type"), refused.Text("id")));
        Assert.Equal("TOO_MANY_OPERATIONS", refused.Text("payload.0.extensions.code"));
        await socket.SendAsync(new { type = "complete", id = "7" });
        await socket.SubscribeAsync("in its place", "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await socket.NextAsync()).Text("viewer.name"));
    }

    [Fact]
    public async Task Flood_of_subscribes_is_answered_one_by_one()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        var sending = Task.Run(async () =>
        {
            for (var index = 0; index < 10_000; index++)
                await socket.SubscribeAsync($"{index}", Watch);
        });
        for (var index = 100; index < 10_000; index++)
            Assert.Equal("TOO_MANY_OPERATIONS", (await socket.ReceiveAsync()).Text("payload.0.extensions.code"));
        await sending;
    }

    [Fact]
    public async Task Flood_of_pings_is_answered_one_by_one()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        var sending = Task.Run(async () =>
        {
            for (var index = 0; index < 10_000; index++)
                await socket.SendTextAsync("{\"type\":\"ping\"}");
        });
        for (var index = 0; index < 10_000; index++)
            Assert.Equal("pong", (await socket.ReceiveAsync()).Text("type"));
        await sending;
    }

    [Fact]
    public async Task Completing_an_operation_frees_its_id_at_once()
    {
        await using var socket = await SocketClient.ConnectAsync(server);
        for (var index = 0; index < 200; index++)
        {
            await socket.SubscribeAsync("again", Watch);
            await socket.SendAsync(new { type = "complete", id = "again" });
        }

        await socket.SubscribeAsync("again", "{ viewer { name } }");
        Assert.Equal("Ada Lovelace", (await socket.NextAsync()).Text("viewer.name"));
    }
}

using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Backend.IntegrationTests.Mail;

/// <summary>A mail as the other side got it.</summary>
internal sealed record ReceivedMail(string From, IReadOnlyList<string> To, string Data, DateTimeOffset At)
{
    /// <summary>The message.</summary>
    public MimeMessage Read() => MimeMessage.Load(new MemoryStream(Encoding.Latin1.GetBytes(Data)));
}

/// <summary>
/// The other side: a mail server that speaks SMTP over a socket and does what a test tells it to, such as to refuse one recipient,
/// to be slow, to break off, or to be away.
/// </summary>
internal sealed class SmtpPeer : IAsyncDisposable
{
    private readonly ConcurrentBag<TcpClient> open = [];
    private readonly CancellationTokenSource ending = new();
    private readonly IPAddress address;
    private TcpListener? listener;
    private Task accepting = Task.CompletedTask;

    public SmtpPeer(IPAddress? address = null)
    {
        this.address = address ?? IPAddress.Loopback;
        Start();
    }

    /// <summary>Its port, the same after it was away.</summary>
    public int Port { get; private set; }

    /// <summary>The mails that it has taken, in their order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>Every line that it was told.</summary>
    public ConcurrentQueue<string> Heard { get; } = [];

    /// <summary>How often somebody has connected.</summary>
    public int Connections { get; private set; }

    /// <summary>What it offers in answer to EHLO.</summary>
    public IReadOnlyList<string> Offers { get; set; } = ["SIZE 10485760", "8BITMIME"];

    /// <summary>The certificate for STARTTLS, where that is offered.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Answers a line; null for the usual answer. The mail itself comes as <c>.</c>.</summary>
    public Func<string, Task<string?>> Answer { get; set; } = _ => Task.FromResult<string?>(null);

    /// <summary>Answers lines that begin so.</summary>
    public void AnswerTo(string beginning, string answer) =>
        Answer = line => Task.FromResult(line.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) ? answer : null);

    /// <summary>Is there, at the same port as before.</summary>
    public void Start()
    {
        listener = new TcpListener(address, Port);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(listener);
    }

    /// <summary>Goes away, with all connections.</summary>
    public async Task StopAsync()
    {
        listener?.Stop();
        foreach (var connection in open)
            connection.Dispose();
        await accepting;
    }

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        await StopAsync();
        ending.Dispose();
    }

    private async Task AcceptAsync(TcpListener from)
    {
        var serving = new List<Task>();
        try
        {
            while (true)
            {
                var client = await from.AcceptTcpClientAsync(ending.Token);
                open.Add(client);
                Connections++;
                serving.Add(ServeAsync(client));
            }
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
                await ConverseAsync(client.GetStream());
        }
        catch (Exception error) when (error is IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException or System.Security.Authentication.AuthenticationException)
        {
            // The other side has left, or was left.
        }
    }

    private async Task ConverseAsync(Stream stream)
    {
        var reader = new StreamReader(stream, Encoding.Latin1);
        var (from, to) = ("", new List<string>());
        if (!await SayAsync(stream, await Answer("connect") ?? "220 peer ESMTP"))
            return;
        while (await reader.ReadLineAsync(ending.Token) is { } line)
        {
            Heard.Enqueue(line);
            if (await Answer(line) is { } told)
            {
                if (!await SayAsync(stream, told))
                    return;
                continue;
            }

            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO" or "HELO":
                    await SayAsync(stream, string.Join("\r\n", new[] { "peer" }.Concat(Offers).Select((offer, index) => $"250{(index == Offers.Count ? ' ' : '-')}{offer}")));
                    break;
                case "STARTTLS" when Certificate is not null:
                    await SayAsync(stream, "220 go on");
                    var secured = new SslStream(stream);
                    await secured.AuthenticateAsServerAsync(Certificate);
                    (stream, reader) = (secured, new StreamReader(secured, Encoding.Latin1));
                    break;
                case "MAIL":
                    (from, to) = (Address(line), []);
                    await SayAsync(stream, "250 ok");
                    break;
                case "RCPT":
                    to.Add(Address(line));
                    await SayAsync(stream, "250 ok");
                    break;
                case "AUTH":
                    await SayAsync(stream, "235 welcome");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    var mail = new ReceivedMail(from, to, await ReadMailAsync(reader), TimeProvider.System.GetUtcNow());
                    var answer = await Answer(".") ?? "250 2.0.0 queued as 1";
                    // What is told last counts: the mail is there also where the answer does not arrive.
                    if (answer.StartsWith("250", StringComparison.Ordinal) || answer == "break off, but keep it")
                        Mails.Enqueue(mail);
                    if (!await SayAsync(stream, answer))
                        return;
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<string> ReadMailAsync(StreamReader reader)
    {
        var mail = new StringBuilder();
        while (await reader.ReadLineAsync(ending.Token) is { } line && line != ".")
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return mail.ToString();
    }

    // False where the connection ends instead.
    private async Task<bool> SayAsync(Stream stream, string answer)
    {
        if (answer.StartsWith("break off", StringComparison.Ordinal))
            return false;
        if (answer == "never")
            await Task.Delay(Timeout.InfiniteTimeSpan, ending.Token);
        if (answer == "for ever")
            await FloodAsync(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(answer + "\r\n"), ending.Token);
        return true;
    }

    private async Task FloodAsync(Stream stream)
    {
        var line = Encoding.ASCII.GetBytes($"250-{new string('x', 900)}\r\n");
        while (!ending.IsCancellationRequested)
            await stream.WriteAsync(line, ending.Token);
    }

    private static string Address(string line) => line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
}

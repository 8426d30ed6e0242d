using System.Text;
using MailKit;

namespace Backend.Modules.Notifications.Mail.Smtp;

/// <summary>
/// What was said to a mail server and what it answered, for whoever looks for what is wrong: without secrets, without the mail
/// itself, and of bounded length, whatever the server says.
/// </summary>
internal sealed class SmtpTranscript : IProtocolLogger
{
    private const int MaxLines = 100;
    private const int MaxLineLength = 300;

    private readonly List<string> lines = [];
    private readonly StringBuilder open = new();
    private long content;
    private bool isContent;
    private char speaker = 'C';

    /// <inheritdoc />
    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    /// <summary>What was said, line by line: <c>C:</c> is this server, <c>S:</c> the mail server.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            EndContent();
            EndLine();
            return lines;
        }
    }

    /// <inheritdoc />
    public void LogConnect(Uri uri) => Note($"connected to {uri.Host}:{uri.Port}");

    /// <summary>Adds a remark.</summary>
    public void Note(string remark)
    {
        EndLine();
        Add($"*  {remark}");
    }

    /// <inheritdoc />
    public void LogClient(byte[] buffer, int offset, int count)
    {
        if (isContent)
        {
            content += count;
            return;
        }

        var said = buffer.AsSpan(offset, count).ToArray();
        if (AuthenticationSecretDetector?.DetectSecrets(buffer, offset, count) is { } secrets)
        {
            foreach (var secret in secrets)
                said.AsSpan(secret.StartIndex - offset, secret.Length).Fill((byte)'*');
        }

        Read('C', said);
        // With the extension CHUNKING the mail follows this command at once.
        if (said.AsSpan().StartsWith("BDAT "u8))
            isContent = true;
    }

    /// <inheritdoc />
    public void LogServer(byte[] buffer, int offset, int count)
    {
        EndContent();
        var said = buffer.AsSpan(offset, count);
        Read('S', said);
        if (said.StartsWith("354"u8))
            isContent = true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // It is read after the connection has ended.
    }

    private void Read(char who, ReadOnlySpan<byte> said)
    {
        if (who != speaker)
            EndLine();
        speaker = who;
        foreach (var one in said)
        {
            if (one == '\n')
                EndLine();
            else if (one is >= 0x20 and < 0x7F && open.Length < MaxLineLength)
                open.Append((char)one);
        }
    }

    private void EndLine()
    {
        if (open.Length == 0)
            return;
        Add($"{speaker}: {open}");
        open.Clear();
    }

    private void EndContent()
    {
        if (isContent)
            Note($"the mail: {content} bytes");
        (isContent, content) = (false, 0);
    }

    private void Add(string line)
    {
        if (lines.Count < MaxLines)
            lines.Add(line);
        else if (lines.Count == MaxLines)
            lines.Add("*  and more");
    }
}

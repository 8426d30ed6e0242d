using System.Text;

namespace Backend.Modules.Integrations.Sending;

/// <summary>Reads what a receiver answers: no more than is kept, for no longer than a moment.</summary>
internal static class AnswerText
{
    private const int Kept = 4 * 1024;

    // An answer that is short is read to its end, so that its connection can be used again.
    private const int MostRead = 64 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    public static async Task<string?> ReadAsync(HttpContent content, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        var (buffer, kept, read) = (new byte[8 * 1024], new MemoryStream(Kept), 0);
        try
        {
            await using var body = await content.ReadAsStreamAsync(both.Token);
            while (read < MostRead && await body.ReadAsync(buffer, both.Token) is var count and > 0)
            {
                kept.Write(buffer, 0, (int)Math.Min(count, Kept - kept.Length));
                read += count;
            }
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or HttpRequestException && !cancellationToken.IsCancellationRequested)
        {
            // The status has come: what there is of the rest will do.
        }

        // A database that keeps texts keeps no U+0000 in them.
        return kept.Length == 0 ? null : Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length).Replace('\0', '\uFFFD');
    }
}

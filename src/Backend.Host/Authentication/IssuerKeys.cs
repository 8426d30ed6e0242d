using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Backend.Host.Authentication;

/// <summary>
/// An issuer's discovery document and keys. They are fetched anew every 20 seconds while tokens come, so that a retired key is
/// refused soon; for a key that is unknown also in between, but not more often than every 10 seconds, whatever tokens come.
/// Where the issuer does not answer, what is known goes on for a day.
/// </summary>
internal sealed class IssuerKeys : BaseConfigurationManager, IConfigurationManager<OpenIdConnectConfiguration>
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);
    private static readonly TimeSpan BetweenWishes = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan BetweenFailures = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock turn = new();
    private readonly IDocumentRetriever documents;
    private readonly TimeProvider clock;
    private OpenIdConnectConfiguration? known;
    private Task<OpenIdConnectConfiguration>? fetching;
    private Exception? failure;
    private (long? Succeeded, long? Failed, long? Wished) last;
    private bool isWished;

    public IssuerKeys(string address, IDocumentRetriever documents, TimeProvider clock)
    {
        MetadataAddress = address;
        // A key that the issuer has withdrawn must not come back.
        UseLastKnownGoodConfiguration = false;
        (this.documents, this.clock) = (documents, clock);
    }

    /// <summary>Whether the issuer did not answer when it was last asked; asks where that was a while ago, without waiting.</summary>
    public bool IsAway
    {
        get
        {
            _ = Next();
            lock (turn)
                return failure is not null;
        }
    }

    public override async Task<BaseConfiguration> GetBaseConfigurationAsync(CancellationToken cancel) => await GetConfigurationAsync(cancel);

    /// <summary>What is known of the issuer, fetched where that is too old.</summary>
    /// <exception cref="InvalidOperationException">Nothing is known, and the issuer does not answer.</exception>
    public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(CancellationToken cancel)
    {
        var (current, fetch) = Next();
        if (fetch is null)
            return current ?? throw Unavailable();
        try
        {
            return await fetch.WaitAsync(cancel);
        }
        catch (Exception) when (!cancel.IsCancellationRequested)
        {
            return current ?? throw Unavailable();
        }
    }

    /// <summary>Wishes for a fetch, because a key was not found.</summary>
    public override void RequestRefresh()
    {
        lock (turn)
            isWished = true;
    }

    private (OpenIdConnectConfiguration? Known, Task<OpenIdConnectConfiguration>? Fetch) Next()
    {
        lock (turn)
        {
            var current = known is not null && Since(last.Succeeded) < Kept ? known : null;
            if (fetching is not null)
                return (current, fetching);
            var wish = isWished && Since(last.Wished) >= BetweenWishes;
            if (Since(last.Failed) < BetweenFailures || !(wish || current is null || Since(last.Succeeded) >= Fresh))
                return (current, null);
            if (isWished)
                last.Wished = clock.GetTimestamp();
            isWished = false;
            // Not for one caller alone: whoever leaves must not end it for the others.
            fetching = Task.Run(FetchAsync, CancellationToken.None);
            return (current, fetching);
        }
    }

    private async Task<OpenIdConnectConfiguration> FetchAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience, clock);
            var fetched = await OpenIdConnectConfigurationRetriever.GetAsync(MetadataAddress, documents, patience.Token);
            if (string.IsNullOrEmpty(fetched.Issuer) || fetched.SigningKeys.Count == 0)
                throw new InvalidOperationException("The issuer's discovery document names no issuer, or leads to no keys.");
            lock (turn)
                (known, failure, fetching, last.Succeeded, last.Failed) = (fetched, null, null, clock.GetTimestamp(), null);
            return fetched;
        }
        catch (Exception error)
        {
            lock (turn)
                (failure, fetching, last.Failed) = (error, null, clock.GetTimestamp());
            throw;
        }
    }

    private TimeSpan Since(long? moment) => moment is { } at ? clock.GetElapsedTime(at) : TimeSpan.MaxValue;

    private InvalidOperationException Unavailable() => new("The issuer's keys could not be fetched.", failure);
}

using Backend.Platform.Resilience;

namespace Backend.Host.Authentication;

/// <summary>Connections to issuers, for their keys and tokens. An issuer has one circuit, whatever it is asked for.</summary>
internal sealed class IssuerBackchannels(Dependencies dependencies)
{
    private const int MaxDocument = 1024 * 1024;

    public HttpClient CreateClient(IssuerOptions issuer) => new(CreateHandler(issuer))
    {
        MaxResponseContentBufferSize = MaxDocument,
        Timeout = TimeSpan.FromSeconds(10),
    };

    public HttpMessageHandler CreateHandler(IssuerOptions issuer)
    {
        var policy = new DependencyPolicy($"issuer {new Uri(issuer.Authority).Authority}")
        {
            MaxRetries = 1,
            MaxConcurrent = 16,
            Window = TimeSpan.FromSeconds(30),
        };
        return new ResilientHandler(dependencies.Get(policy), new SocketsHttpHandler
        {
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            // An outgoing proxy could not reach what is on this machine.
            UseProxy = !issuer.IsLoopback,
        });
    }
}

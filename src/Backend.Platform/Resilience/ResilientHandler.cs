using Polly;

namespace Backend.Platform.Resilience;

/// <summary>
/// Sends HTTP requests as a dependency's policy says: those that are safe to repeat (RFC 9110, 9.2.1) repeatedly. An answer of 5xx
/// is a failure as well, an <see cref="HttpRequestException"/>.
/// </summary>
/// <param name="dependency">Whom they are sent to.</param>
/// <param name="inner">Sends them.</param>
public sealed class ResilientHandler(Dependency dependency, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pipeline = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head ? dependency.Repeatedly : dependency.Once;
        try
        {
            return await pipeline.ExecuteAsync(async token => await SendOnceAsync(request, token), cancellationToken);
        }
        catch (ExecutionRejectedException rejected)
        {
            throw new HttpRequestException($"'{dependency.Policy.Name}' was not called, or took too long.", rejected);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        if ((int)answer.StatusCode < 500)
            return answer;
        var status = answer.StatusCode;
        answer.Dispose();
        throw new HttpRequestException($"'{dependency.Policy.Name}' answered {(int)status}.", inner: null, status);
    }
}

using System.Security.Authentication;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Webhooks;
using Backend.Platform.Outgoing;
using Microsoft.Extensions.Options;

namespace Backend.Modules.Integrations.Sending;

/// <summary>Makes attempts: one request, bounded in time, and what came of it, whatever the receiver does.</summary>
internal sealed class DeliveryClient(OutgoingHttp outgoing, IOptions<WebhookOptions> options, TimeProvider clock) : IDisposable
{
    private readonly HttpClient http = outgoing.CreateClient(options.Value.Concurrency * options.Value.Endpoints);

    public void Dispose() => http.Dispose();

    /// <exception cref="OperationCanceledException">The node stops: nothing is known of the attempt.</exception>
    public async Task<AttemptOutcome> SendAsync(WebhookDelivery delivery, WebhookTarget target, CancellationToken stopped)
    {
        using var timeout = new CancellationTokenSource(options.Value.Timeout, clock);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stopped, timeout.Token);
        using var request = target.Request(delivery, clock.GetUtcNow());
        var sent = DeliveryHeaders.Of(request.Headers, request.Content?.Headers);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ending.Token);
            return await ReadAsync(response, ending.Token) with { RequestHeaders = sent };
        }
        catch (Exception error) when (!stopped.IsCancellationRequested && CodeOf(error) is { } code)
        {
            return new AttemptOutcome(StatusCode: null, code) { RequestHeaders = sent };
        }
    }

    private async Task<AttemptOutcome> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var error = status switch
        {
            >= 200 and < 300 => null,
            >= 300 and < 400 => DeliveryErrors.Redirect,
            _ => DeliveryErrors.HttpStatus,
        };
        return new AttemptOutcome(status, error)
        {
            ResponseHeaders = DeliveryHeaders.Of(response.Headers, response.Content.Headers),
            ResponseBody = await BodyAsync(response, cancellationToken),
            RetryAfter = response.Headers.RetryAfter is { } after ? after.Delta ?? after.Date - clock.GetUtcNow() : null,
        };
    }

    // The status decides; an answer that goes on and on is left where the time of the attempt ends.
    private async Task<string?> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            return await AnswerText.ReadAsync(response.Content, clock, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private static string? CodeOf(Exception error) => error switch
    {
        OperationCanceledException => DeliveryErrors.Timeout,
        HttpRequestException http when Inner<OutgoingRefusedException>(http) => DeliveryErrors.Address,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => DeliveryErrors.Dns,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => DeliveryErrors.Tls,
        HttpRequestException http when Inner<AuthenticationException>(http) => DeliveryErrors.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => DeliveryErrors.Connection,
        HttpRequestException or IOException => DeliveryErrors.Response,
        _ => null,
    };

    private static bool Inner<T>(Exception error) where T : Exception => error.InnerException is T || (error.InnerException is { } inner && Inner<T>(inner));
}

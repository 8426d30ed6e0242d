using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Backend.Modules.Integrations.Deliveries;
using Backend.Modules.Integrations.Webhooks;

namespace Backend.Modules.Integrations.Sending;

/// <summary>Where to send, and what to sign with: two secrets while one replaces the other.</summary>
internal sealed record WebhookTarget(WebhookEndpoint Endpoint, Uri Url, IReadOnlyList<byte[]> Secrets)
{
    /// <summary>The target of an endpoint; null where its secret cannot be read.</summary>
    public static WebhookTarget? Of(WebhookEndpoint endpoint, WebhookSecrets secrets, DateTimeOffset now)
    {
        if (!secrets.TryRead(endpoint.Secret, out var current))
            return null;
        var signing = new List<byte[]> { current };
        if (endpoint.PreviousSecretUntil > now && secrets.TryRead(endpoint.PreviousSecret!, out var previous))
            signing.Add(previous);
        return new WebhookTarget(endpoint, new Uri(endpoint.Url), signing);
    }

    /// <summary>The request of an attempt, as Standard Webhooks 1.0.0 has it.</summary>
    public HttpRequestMessage Request(WebhookDelivery delivery, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var body = Encoding.UTF8.GetBytes(delivery.Payload);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{delivery.WebhookId}.{timestamp}."), .. body];
        var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new("application/json");
        request.Headers.TryAddWithoutValidation("user-agent", "Backend-Webhooks");
        request.Headers.TryAddWithoutValidation("accept", "*/*");
        request.Headers.TryAddWithoutValidation("webhook-id", delivery.WebhookId);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation(
            DeliveryHeaders.Signature, string.Join(' ', Secrets.Select(secret => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(secret, signed))}")));
        return request;
    }
}

using System.Text;
using System.Text.Json;

namespace Backend.GraphQL;

/// <summary>
/// The parts of messages that do not change. A message with a payload is its head, the payload's bytes as they are, and a
/// closing brace.
/// </summary>
internal static class SocketMessages
{
    public static readonly byte[] Acknowledge = "{\"type\":\"connection_ack\"}"u8.ToArray();
    public static readonly byte[] Ping = "{\"type\":\"ping\"}"u8.ToArray();
    public static readonly byte[] Pong = "{\"type\":\"pong\"}"u8.ToArray();
    public static readonly byte[] PongWithPayload = "{\"type\":\"pong\",\"payload\":"u8.ToArray();

    public static byte[] Next(string id) => Encoding.UTF8.GetBytes($"{Begin(id)}\"next\",\"payload\":");

    public static byte[] Error(string id) => Encoding.UTF8.GetBytes($"{Begin(id)}\"error\",\"payload\":");

    public static byte[] Complete(string id) => Encoding.UTF8.GetBytes($"{Begin(id)}\"complete\"}}");

    private static string Begin(string id) => $"{{\"id\":\"{JsonEncodedText.Encode(id)}\",\"type\":";
}

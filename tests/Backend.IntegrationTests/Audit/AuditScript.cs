using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Backend.Modules.Audit.Exports;
using Backend.Platform.Audit;

namespace Backend.IntegrationTests.Audit;

/// <summary>Verifies exported lines as docs/security.md tells a stranger to, with nothing of the server's.</summary>
internal static class AuditScript
{
    private static readonly string[] Fields =
    [
        "previousHash", "workspaceId", "sequence", "occurredAt", "action", "actorId", "via", "targetId", "eventSequence", "before", "after", "ip", "requestId",
    ];

    public static JsonElement Line(AuditRow row)
    {
        var line = new ArrayBufferWriter<byte>();
        AuditExportLine.Write(line, row, isVisible: true);
        return JsonDocument.Parse(line.WrittenMemory).RootElement;
    }

    public static byte[] Hash(JsonElement line)
    {
        var text = new StringBuilder();
        foreach (var field in Fields)
        {
            var value = line.GetProperty(field);
            if (value.ValueKind == JsonValueKind.Null)
                text.Append("-\n");
            else
                text.Append(Encoding.UTF8.GetByteCount(value.ToString())).Append(':').Append(value.ToString()).Append('\n');
        }

        return SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()));
    }
}

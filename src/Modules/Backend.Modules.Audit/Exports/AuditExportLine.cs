using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Backend.Platform.Audit;

namespace Backend.Modules.Audit.Exports;

/// <summary>Writes an entry as a line of JSON, with every field that its hash is made of.</summary>
internal static class AuditExportLine
{
    // Readable rather than safe for HTML: the file is no page.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(IBufferWriter<byte> file, AuditRow row, bool isVisible)
    {
        using (var json = new Utf8JsonWriter(file, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("sequence", row.Sequence);
            json.WriteString("previousHash", Convert.ToHexStringLower(row.PreviousHash));
            json.WriteString("hash", Convert.ToHexStringLower(row.Hash));
            if (isVisible)
                WriteContent(json, row);
            else
                json.WriteBoolean("withheld", true);
            json.WriteEndObject();
        }

        file.Write("\n"u8);
    }

    private static void WriteContent(Utf8JsonWriter json, AuditRow row)
    {
        json.WriteString("workspaceId", row.WorkspaceId);
        json.WriteString("occurredAt", AuditHash.Time(row.OccurredAt));
        json.WriteString("action", row.Action);
        json.WriteString("actorId", row.ActorId?.ToString("D"));
        json.WriteString("via", AuditHash.Name(row.Via));
        json.WriteString("targetId", row.TargetId?.ToString("D"));
        json.WritePropertyName("eventSequence");
        if (row.EventSequence is { } place)
            json.WriteNumberValue(place);
        else
            json.WriteNullValue();
        // As the text that was hashed: JSON written anew might differ in a blank.
        json.WriteString("before", row.Before);
        json.WriteString("after", row.After);
        json.WriteString("ip", row.Ip);
        json.WriteString("requestId", row.RequestId);
    }
}

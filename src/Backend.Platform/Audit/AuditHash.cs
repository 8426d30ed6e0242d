using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Backend.Platform.Audit;

/// <summary>
/// The hash of an entry: SHA-256 over its fields in a fixed order, each written as its length in bytes, a colon and the UTF-8
/// text, or <c>-</c> where there is none; each ends with a line feed. docs/security.md has it for those who verify an export.
/// </summary>
public static class AuditHash
{
    /// <summary>What stands for the entry before the first one.</summary>
    public static readonly byte[] Genesis = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash of an entry, as if it came after the one with <see cref="AuditRow.PreviousHash"/>.</summary>
    public static byte[] Of(AuditRow entry) => Of(entry, entry.Sequence);

    /// <summary>The hash that an entry would have at another place.</summary>
    public static byte[] Of(AuditRow entry, long sequence)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        Write(buffer, Convert.ToHexStringLower(entry.PreviousHash));
        Write(buffer, entry.WorkspaceId.ToString("D"));
        Write(buffer, sequence.ToString(CultureInfo.InvariantCulture));
        Write(buffer, Time(entry.OccurredAt));
        Write(buffer, entry.Action);
        Write(buffer, entry.ActorId?.ToString("D"));
        Write(buffer, Name(entry.Via));
        Write(buffer, entry.TargetId?.ToString("D"));
        Write(buffer, entry.EventSequence?.ToString(CultureInfo.InvariantCulture));
        Write(buffer, entry.Before);
        Write(buffer, entry.After);
        Write(buffer, entry.Ip);
        Write(buffer, entry.RequestId);
        return SHA256.HashData(buffer.WrittenSpan);
    }

    /// <summary>A time as it is hashed and exported.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    /// <summary>The means as they are hashed and exported.</summary>
    public static string Name(AuditVia via) => via switch
    {
        AuditVia.System => "SYSTEM",
        AuditVia.Job => "JOB",
        AuditVia.Browser => "BROWSER",
        AuditVia.Bearer => "BEARER",
        AuditVia.PersonalToken => "PERSONAL_TOKEN",
        _ => throw new ArgumentOutOfRangeException(nameof(via)),
    };

    private static void Write(ArrayBufferWriter<byte> buffer, string? text)
    {
        if (text is null)
        {
            buffer.Write("-\n"u8);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Utf8Formatter.TryFormat(length, buffer.GetSpan(16), out var written);
        buffer.Advance(written);
        buffer.Write(":"u8);
        Encoding.UTF8.GetBytes(text, buffer);
        buffer.Write("\n"u8);
    }
}

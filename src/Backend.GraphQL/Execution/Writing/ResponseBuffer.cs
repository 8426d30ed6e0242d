using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Backend.GraphQL.Execution;

/// <summary>
/// One response as UTF-8 JSON in pooled memory. It is contiguous and can be cut back: an error found late may still turn an
/// object that is half written into null (October 2021 specification, 6.4.4), and the length is known before it is sent.
/// </summary>
internal sealed class ResponseBuffer(int sizeHint, int maxSize) : IDisposable
{
    /// <summary>Escapes what JSON asks for and no more: an answer is never part of a page.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    private byte[] bytes = ArrayPool<byte>.Shared.Rent(Math.Max(sizeHint, 256));

    /// <summary>How much is written. It can be set back.</summary>
    public int Position { get; set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Position);

    public void Raw(ReadOnlySpan<byte> json)
    {
        json.CopyTo(Room(json.Length));
        Position += json.Length;
    }

    public void Raw(byte json)
    {
        Room(1)[0] = json;
        Position++;
    }

    public void Null() => Raw("null"u8);

    public void Boolean(bool value) => Raw(value ? "true"u8 : "false"u8);

    /// <summary>A number, or any text that needs no escaping where <paramref name="quote"/> says so.</summary>
    public void Format<T>(T value, ReadOnlySpan<char> format = default, bool quote = false) where T : IUtf8SpanFormattable
    {
        var room = Room(64);
        var start = quote ? 1 : 0;
        if (!value.TryFormat(room[start..], out var length, format, CultureInfo.InvariantCulture))
        {
            room = Room(512);
            if (!value.TryFormat(room[start..], out length, format, CultureInfo.InvariantCulture))
                throw new FormatException($"A {typeof(T).Name} does not fit into a response.");
        }

        if (quote)
            (room[0], room[length + 1], length) = ((byte)'"', (byte)'"', length + 2);
        Position += length;
    }

    public void String(ReadOnlySpan<char> value)
    {
        // A UTF-16 code unit takes at most three bytes.
        var room = Room(value.Length * 3 + 2);
        room[0] = (byte)'"';
        Utf8.FromUtf16(value, room[1..], out _, out var length);
        var text = room.Slice(1, length);
        var special = Encoder.FindFirstCharacterToEncodeUtf8(text);
        if (special < 0)
        {
            room[length + 1] = (byte)'"';
            Position += length + 2;
            return;
        }

        Position += special + 1;
        Escape(text[special..]);
        Raw((byte)'"');
    }

    /// <summary>Room for so many bytes; <see cref="Position"/> moves on by as many as are written.</summary>
    /// <exception cref="ResponseTooLargeException">The response outgrows its limit.</exception>
    public Span<byte> Room(int size)
    {
        if (bytes.Length - Position < size)
            Grow(size);
        return bytes.AsSpan(Position);
    }

    public void Dispose()
    {
        var returned = bytes;
        bytes = [];
        Position = 0;
        if (returned.Length > 0)
            ArrayPool<byte>.Shared.Return(returned);
    }

    private void Escape(ReadOnlySpan<byte> text)
    {
        var copy = ArrayPool<byte>.Shared.Rent(text.Length);
        text.CopyTo(copy);
        // The longest escape of a byte is \u00XX.
        var room = Room(text.Length * 6);
        Encoder.EncodeUtf8(copy.AsSpan(0, text.Length), room, out _, out var length);
        Position += length;
        ArrayPool<byte>.Shared.Return(copy);
    }

    private void Grow(int size)
    {
        if (Position > maxSize)
            throw new ResponseTooLargeException(maxSize);
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Position + size, bytes.Length * 2));
        bytes.AsSpan(0, Position).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}

/// <summary>The response is larger than the server gives.</summary>
internal sealed class ResponseTooLargeException(int maxSize)
    : Exception($"The response is larger than {maxSize} bytes. Ask for fewer objects or fields at a time."), ICodedException
{
    public string Code => ErrorCodes.ResponseTooLarge;

    public IReadOnlyDictionary<string, object?> Extensions => new Dictionary<string, object?>(StringComparer.Ordinal);
}

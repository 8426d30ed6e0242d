using System.Buffers;

namespace Backend.GraphQL;

/// <summary>Bytes that arrive little by little, in pooled memory that grows with them.</summary>
internal sealed class PooledBuffer : IDisposable
{
    private const int Least = 1024;

    private byte[] bytes = [];

    public int Length { get; private set; }

    public ReadOnlyMemory<byte> Written => bytes.AsMemory(0, Length);

    /// <summary>Room for more; <see cref="Advance"/> says how much of it was used.</summary>
    public Memory<byte> Room()
    {
        if (bytes.Length == Length)
            Grow();
        return bytes.AsMemory(Length);
    }

    public void Advance(int count) => Length += count;

    /// <summary>Begins anew. A buffer that has grown large is given back.</summary>
    public void Clear()
    {
        Length = 0;
        if (bytes.Length > 16 * Least)
            Dispose();
    }

    public void Dispose()
    {
        var returned = bytes;
        (bytes, Length) = ([], 0);
        if (returned.Length > 0)
            ArrayPool<byte>.Shared.Return(returned);
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Least, bytes.Length * 2));
        bytes.AsSpan(0, Length).CopyTo(larger);
        if (bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(bytes);
        bytes = larger;
    }
}

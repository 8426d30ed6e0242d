using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Backend.Platform.Jobs;

/// <summary>
/// Tells which workers live, by something that the operating system or the database gives back when a process ends, however
/// it ends: the jobs of one that was killed are taken over at once. Only whoever cannot be seen to be dead (a machine without
/// power, a network in between) is waited for until the lease runs out.
/// </summary>
public abstract class WorkerPresence : IAsyncDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>This process.</summary>
    protected int Number { get; } = RandomNumberGenerator.GetInt32(1, int.MaxValue);

    /// <summary>A new lease, which names this process; it shows itself first.</summary>
    public async Task<Guid> NewLeaseAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await AppearAsync(cancellationToken);
        }
        finally
        {
            turn.Release();
        }

        Span<byte> bytes = stackalloc byte[16];
        Guid.CreateVersion7(now).TryWriteBytes(bytes, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], Number);
        return new Guid(bytes, bigEndian: true);
    }

    /// <summary>Those leases of which the worker is dead.</summary>
    public async Task<IReadOnlySet<Guid>> FindDeadAsync(IReadOnlyCollection<Guid> leases, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            var numbers = leases.ToDictionary(lease => lease, NumberOf);
            var dead = await FindDeadAsync([.. numbers.Values.Distinct()], cancellationToken);
            return numbers.Where(pair => dead.Contains(pair.Value)).Select(pair => pair.Key).ToHashSet();
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await LeaveAsync();
        turn.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Shows that this process lives, until it ends; nothing where it does already.</summary>
    protected abstract Task AppearAsync(CancellationToken cancellationToken);

    /// <summary>Shows it no longer.</summary>
    protected abstract Task LeaveAsync();

    /// <summary>Those workers that are known to be dead.</summary>
    protected abstract Task<IReadOnlySet<int>> FindDeadAsync(IReadOnlyList<int> workers, CancellationToken cancellationToken);

    private static int NumberOf(Guid lease)
    {
        Span<byte> bytes = stackalloc byte[16];
        lease.TryWriteBytes(bytes, bigEndian: true, out _);
        return BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
    }
}

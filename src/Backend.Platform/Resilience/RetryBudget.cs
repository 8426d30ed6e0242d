namespace Backend.Platform.Resilience;

/// <summary>
/// Bounds retries to a tenth of the calls that succeed, and some at the start: a dependency that fails much is not asked twice as
/// often because of it (the retry budget of Finagle, <see href="https://twitter.github.io/finagle/guide/Glossary.html"/>).
/// </summary>
internal sealed class RetryBudget
{
    private const int Cost = 10;
    private const int Most = 100 * Cost;

    private int balance = 10 * Cost;

    /// <summary>A call has succeeded.</summary>
    public void Earn()
    {
        if (Volatile.Read(ref balance) < Most)
            Interlocked.Increment(ref balance);
    }

    /// <summary>Takes what a retry costs, if it is there.</summary>
    public bool TryTake()
    {
        while (true)
        {
            var now = Volatile.Read(ref balance);
            if (now < Cost)
                return false;
            if (Interlocked.CompareExchange(ref balance, now - Cost, now) == now)
                return true;
        }
    }
}

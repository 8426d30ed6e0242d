namespace Backend.IntegrationTests.Replicas;

/// <summary>Waits for what comes by itself.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Asks until the answer is yes; fails when it does not come.</summary>
    public static async Task TrueAsync(Func<Task<bool>> question)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!await question())
            await pause.WaitForNextTickAsync(deadline.Token);
    }
}

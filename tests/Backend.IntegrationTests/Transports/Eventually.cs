namespace Backend.IntegrationTests;

/// <summary>Waits for what happens elsewhere.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Looks again and again until a condition holds.</summary>
    public static async Task HoldsAsync(Func<bool> condition)
    {
        var since = TimeProvider.System.GetTimestamp();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(since) < Patience, "It did not come to hold in time.");
            await timer.WaitForNextTickAsync();
        }
    }
}

using Microsoft.Extensions.Options;

namespace Backend.Platform.Jobs;

/// <summary>How jobs are worked on, set as <c>Backend:Jobs</c>.</summary>
public sealed class JobOptions
{
    /// <summary>How many workers each queue has on a node.</summary>
    public Dictionary<string, int> Workers { get; } = new(StringComparer.OrdinalIgnoreCase)
    {
        [JobQueues.Critical] = 2,
        [JobQueues.Default] = 4,
        [JobQueues.Webhooks] = 4,
        [JobQueues.Mail] = 2,
        [JobQueues.Bulk] = 1,
    };

    /// <summary>After how long a worker that is silent is taken for dead.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a worker that is told to stop may take to finish; then it hands its jobs back.</summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(20);
}

internal sealed class JobOptionsValidator : IValidateOptions<JobOptions>
{
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        var failures = new List<string>();
        foreach (var (queue, workers) in options.Workers)
        {
            if (!JobQueues.All.Contains(queue, StringComparer.OrdinalIgnoreCase))
                failures.Add($"Backend__Jobs__Workers__{queue}: there is no such queue. There are: {string.Join(", ", JobQueues.All)}.");
            else if (workers is < 0 or > 200)
                failures.Add($"Backend__Jobs__Workers__{queue} is {workers}: give it 0 to 200 workers.");
        }

        if (options.Lease < TimeSpan.FromSeconds(1) || options.Lease > TimeSpan.FromHours(1))
            failures.Add($"Backend__Jobs__Lease is {options.Lease}: give it 00:00:01 to 01:00:00.");
        if (options.ShutdownTimeout < TimeSpan.Zero || options.ShutdownTimeout > TimeSpan.FromMinutes(10))
            failures.Add($"Backend__Jobs__ShutdownTimeout is {options.ShutdownTimeout}: give it up to 00:10:00.");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}

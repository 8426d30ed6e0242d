using Microsoft.Extensions.Options;

namespace Backend.Platform.Persistence;

/// <summary>What the database may take, and how its replica is judged. <c>Backend:Database</c>.</summary>
public sealed record DatabaseOptions
{
    /// <summary>After how many seconds a statement is ended; 0 for never. Migrations and purges may take longer.</summary>
    public int StatementTimeoutSeconds { get; init; } = 30;

    /// <summary>From how many milliseconds on a statement is logged as slow; 0 for none.</summary>
    public int SlowStatementMilliseconds { get; init; } = 500;

    /// <summary>How many seconds the replica may be behind and still be asked.</summary>
    public int ReplicaMaxLagSeconds { get; init; } = 5;

    /// <summary>Every how many milliseconds it is looked how far the replica is.</summary>
    public int ReplicaCheckMilliseconds { get; init; } = 1000;

    internal TimeSpan StatementTimeout => TimeSpan.FromSeconds(StatementTimeoutSeconds);

    internal TimeSpan ReplicaMaxLag => TimeSpan.FromSeconds(ReplicaMaxLagSeconds);
}

/// <summary>Refuses to start with values that make no sense.</summary>
internal sealed class DatabaseOptionsValidator : IValidateOptions<DatabaseOptions>
{
    public ValidateOptionsResult Validate(string? name, DatabaseOptions options)
    {
        List<string> failures = [];
        if (options.StatementTimeoutSeconds is < 0 or > 3_600)
            failures.Add($"Backend__Database__StatementTimeoutSeconds is {options.StatementTimeoutSeconds}. Set it to 1 to 3600 seconds, or to 0 for no limit.");
        if (options.SlowStatementMilliseconds is < 0 or > 3_600_000)
            failures.Add($"Backend__Database__SlowStatementMilliseconds is {options.SlowStatementMilliseconds}. Set it to 1 to 3600000 milliseconds, or to 0 to log none.");
        if (options.ReplicaMaxLagSeconds is < 1 or > 3_600)
            failures.Add($"Backend__Database__ReplicaMaxLagSeconds is {options.ReplicaMaxLagSeconds}. Set it to 1 to 3600 seconds.");
        if (options.ReplicaCheckMilliseconds is < 100 or > 60_000)
            failures.Add($"Backend__Database__ReplicaCheckMilliseconds is {options.ReplicaCheckMilliseconds}. Set it to 100 to 60000 milliseconds.");
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }
}

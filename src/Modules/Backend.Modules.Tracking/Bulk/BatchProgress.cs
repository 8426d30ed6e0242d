namespace Backend.Modules.Tracking.Bulk;

/// <summary>How far a batch is that a job does, and at its end what came of it.</summary>
/// <param name="Done">How many issues were looked at.</param>
/// <param name="SucceededCount">How many were created or changed.</param>
/// <param name="FailedCount">How many were not.</param>
/// <param name="Errors">Why: the first of them.</param>
internal sealed record BatchProgress(int Done, int SucceededCount, int FailedCount, IReadOnlyList<BatchProgress.Error> Errors)
{
    private const int MaxErrors = 100;

    public static BatchProgress None { get; } = new(0, 0, 0, []);

    /// <summary>With a part more.</summary>
    public BatchProgress And(int size, IssueBatch part) => new(
        Done + size, SucceededCount + part.SucceededCount, FailedCount + part.FailedCount,
        [.. Errors.Concat(part.Errors.Select(error => new Error(error.Code, error.Message, error.Path))).Take(MaxErrors)]);

    internal sealed record Error(string Code, string Message, IReadOnlyList<string> Path);
}

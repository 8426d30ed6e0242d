namespace Backend.GraphQL;

/// <summary>
/// The rights for which a shared execution was begun. It may go on for as long as nobody's rights change: all that is read
/// between two looks at the same version is of these rights.
/// </summary>
internal sealed class RightsLease(IRightsReader reader, Rights rights)
{
    /// <summary>Whether a scope has found its caller with these very rights.</summary>
    public bool IsOf(IServiceProvider scope) => reader.VersionOf(scope) == rights.Version;

    /// <summary>Whether rights have changed by now.</summary>
    public async ValueTask<bool> HasEndedAsync(IServiceProvider scope, CancellationToken cancellationToken) =>
        await reader.ReadVersionAsync(scope, cancellationToken) != rights.Version;
}

/// <summary>The rights changed while an execution was begun that others were to share.</summary>
internal sealed class RightsChangedException() : Exception("The rights have changed.");

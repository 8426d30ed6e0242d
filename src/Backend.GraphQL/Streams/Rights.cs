namespace Backend.GraphQL;

/// <summary>The rights that callers have in common who see exactly the same, as long as nobody's rights change.</summary>
/// <param name="Class">Names all that they may do, and where.</param>
/// <param name="Version">Counts the changes of rights: they are of this moment.</param>
public readonly record struct Rights(string Class, long Version);

/// <summary>Says what rights callers have. May be missing: then callers share with nobody but themselves.</summary>
public interface IRightsReader
{
    /// <summary>The rights of a scope's caller; null for one whose rights are nobody else's.</summary>
    ValueTask<Rights?> ReadAsync(IServiceProvider scope, CancellationToken cancellationToken);

    /// <summary>The version with which a scope has found out who its caller is.</summary>
    long? VersionOf(IServiceProvider scope);

    /// <summary>The version now, of the workspace of a scope's caller; read without the scope's own connection.</summary>
    ValueTask<long> ReadVersionAsync(IServiceProvider scope, CancellationToken cancellationToken);
}

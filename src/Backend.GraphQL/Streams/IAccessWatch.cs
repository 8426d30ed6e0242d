namespace Backend.GraphQL;

/// <summary>Tells when what callers may do may have changed, on whatever node. May be missing: then only events ask for it.</summary>
public interface IAccessWatch
{
    /// <summary>
    /// Calls back whenever that may be so for the caller of a scope, and once soon after, because it may have been so before:
    /// until the answer is disposed.
    /// </summary>
    IDisposable OnChange(IServiceProvider scope, Action changed);
}

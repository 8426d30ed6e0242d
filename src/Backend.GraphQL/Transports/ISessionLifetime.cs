namespace Backend.GraphQL;

/// <summary>Tells when a session is ended before its time, such as by signing out elsewhere.</summary>
public interface ISessionLifetime
{
    /// <summary>Calls back once when the session ends, or at once where it has; disposing the answer stops that.</summary>
    IDisposable OnEnd(Action ended);
}

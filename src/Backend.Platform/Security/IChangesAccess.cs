namespace Backend.Platform.Security;

/// <summary>
/// Marks entities that say who may do what. Whoever saves one raises the workspace's access version in the same transaction;
/// every operation reads the version first, so that what nodes keep of access is never older than that.
/// </summary>
public interface IChangesAccess;

namespace Backend.Platform.Caching;

/// <summary>
/// An entity of which nodes keep copies. Saving a change of one counts up the version under which they are kept, in the same
/// transaction (<see cref="CacheVersion"/>): that of its workspace or, of an entity that no workspace owns, that of them all.
/// </summary>
public interface ICached;

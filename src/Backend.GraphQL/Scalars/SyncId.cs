namespace Backend.GraphQL;

/// <summary>
/// The position of a change in its workspace's change feed: gapless, in commit order. Shown as a JSON number.
/// </summary>
/// <param name="Value">The position, from 1; 0 is before the first change.</param>
public readonly record struct SyncId(long Value);

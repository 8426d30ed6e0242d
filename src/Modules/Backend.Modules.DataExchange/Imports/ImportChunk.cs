namespace Backend.Modules.DataExchange.Imports;

/// <summary>
/// A piece of an import's file. It is kept in the database, where every node has it, until the import is done.
/// </summary>
internal sealed class ImportChunk
{
    public const int Size = 256 * 1024;

    public required Guid WorkspaceId { get; init; }

    public required Guid ImportId { get; init; }

    /// <summary>Which piece, from 0.</summary>
    public required int Position { get; init; }

    public required byte[] Content { get; init; }
}

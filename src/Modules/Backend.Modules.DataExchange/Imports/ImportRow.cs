using Backend.Contracts.Tracking;
using Backend.GraphQL;

namespace Backend.Modules.DataExchange.Imports;

/// <summary>What became of a row of a file that made a difference, or could not.</summary>
internal sealed class ImportRow : INode
{
    private ImportRow()
    {
    }

    [GraphQLIgnore]
    public Guid WorkspaceId { get; private init; }

    /// <inheritdoc />
    public Guid Id { get; private init; }

    /// <summary>The import.</summary>
    public Guid ImportId { get; private init; }

    /// <summary>The line of the file on which the row begins; the first line is 1.</summary>
    public int Line { get; private init; }

    /// <summary>What became of it.</summary>
    public ImportEffect Effect { get; private init; }

    /// <summary>Why it could not be imported; null where it was.</summary>
    public string? Reason { get; private init; }

    /// <summary>The issue.</summary>
    public Guid? IssueId { get; private init; }

    public static ImportRow Create(Import import, long line, ImportEffect effect, Guid? issueId, string? reason, DateTimeOffset now) => new()
    {
        WorkspaceId = import.WorkspaceId,
        Id = Guid.CreateVersion7(now),
        ImportId = import.Id,
        Line = (int)Math.Min(line, int.MaxValue),
        Effect = effect,
        IssueId = issueId,
        Reason = reason,
    };
}

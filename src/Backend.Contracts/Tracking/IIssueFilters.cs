using System.Text.Json.Nodes;
using Backend.Platform.Events;
using Backend.Platform.Live;

namespace Backend.Contracts.Tracking;

/// <summary>Filters of issues that are kept, and asked again later.</summary>
public interface IIssueFilters
{
    /// <summary>A filter as it is kept.</summary>
    string Write(IssueFilter filter);

    /// <summary>A filter that was kept.</summary>
    IssueFilter Read(string kept);

    /// <summary>A filter that was kept, as the API takes it.</summary>
    JsonNode Show(string kept);

    /// <summary>
    /// Those changes of issues that the viewer may know of and that a filter lets through, as listeners with the filter are told of
    /// them: an issue that passes it no longer is told of once more, as removed.
    /// </summary>
    Task<IReadOnlyList<VisibleChange>> SelectAsync(IReadOnlyList<PlatformEvent> changes, IssueFilter filter, CancellationToken cancellationToken);

    /// <summary>Those issues that the viewer may see and that pass a filter.</summary>
    Task<IReadOnlySet<Guid>> FindPassingAsync(IReadOnlyCollection<Guid> ids, IssueFilter filter, CancellationToken cancellationToken);
}

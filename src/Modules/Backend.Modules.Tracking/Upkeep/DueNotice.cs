using Backend.Modules.Tracking.Issues;
using Backend.Platform.Events;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Tracking.Upkeep;

/// <summary>What there is to say about a due date.</summary>
internal enum DueKind
{
    /// <summary>It is today or tomorrow.</summary>
    Soon,

    /// <summary>It has passed.</summary>
    Overdue,
}

/// <summary>
/// That something was said about an issue's due date, so that it is said once. A row of its own, because the issue does not
/// change by it: neither its version nor the time of its last change.
/// </summary>
internal sealed class DueNotice : WorkspaceEntity
{
    private DueNotice()
    {
    }

    public Guid IssueId { get; private init; }

    public DueKind Kind { get; private init; }

    public DateOnly DueDate { get; private init; }

    /// <summary>Says it: the event has the issue as its subject.</summary>
    public static DueNotice Create(Issue issue, DueKind kind, DateTimeOffset now)
    {
        var due = issue.DueDate ?? throw new ArgumentException("The issue has no due date.", nameof(issue));
        var notice = new DueNotice
        {
            WorkspaceId = issue.WorkspaceId,
            Id = Guid.CreateVersion7(now),
            IssueId = issue.Id,
            Kind = kind,
            DueDate = due,
            CreatedAt = now,
        };
        notice.Raise(new ChangeEvent(kind == DueKind.Soon ? IssueEvents.DueSoon : IssueEvents.Overdue, issue.Id, new()
        {
            [IssueEvents.TeamId] = issue.TeamId,
            ["identifier"] = issue.Identifier,
            ["title"] = issue.Title,
            ["dueDate"] = ChangeEvent.Value(due),
            ["assigneeId"] = issue.AssigneeId,
        }));
        return notice;
    }
}

internal sealed class DueNoticeConfiguration() : WorkspaceEntityConfiguration<DueNotice>("tracking_due_notices")
{
    protected override void ConfigureEntity(EntityTypeBuilder<DueNotice> builder)
    {
        builder.HasOne<Issue>().WithMany()
            .HasForeignKey(notice => new { notice.WorkspaceId, notice.IssueId })
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(notice => new { notice.WorkspaceId, notice.IssueId, notice.DueDate, notice.Kind }).IsUnique();
    }
}

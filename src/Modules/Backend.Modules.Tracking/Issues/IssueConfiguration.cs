using Backend.Modules.Tracking.Labels;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Modules.Tracking.Issues;

internal sealed class IssueConfiguration() : WorkspaceEntityConfiguration<Issue>("tracking_issues")
{
    protected override void ConfigureEntity(EntityTypeBuilder<Issue> builder)
    {
        builder.Property(issue => issue.Identifier).HasMaxLength(32);
        builder.Property(issue => issue.Title).HasMaxLength(IssueRules.MaxTitleLength);
        builder.Property(issue => issue.Rank).HasMaxLength(Rank.MaxLength);
        builder.Property(issue => issue.ExternalSource).HasMaxLength(64);
        builder.Property(issue => issue.UnarchivedAt);
        builder.Property(issue => issue.ExternalId).HasMaxLength(IssueRules.MaxExternalIdLength);
        ConfigureReferences(builder);
        ConfigureIndexes(builder);
    }

    private static void ConfigureReferences(EntityTypeBuilder<Issue> builder)
    {
        builder.HasOne(issue => issue.State).WithMany()
            .HasForeignKey(issue => new { issue.WorkspaceId, issue.StateId })
            .OnDelete(DeleteBehavior.Restrict);
        // A database cannot empty only a part of a composite key: whoever deletes a parent frees its children first.
        builder.HasOne(issue => issue.Parent).WithMany()
            .HasForeignKey(issue => new { issue.WorkspaceId, issue.ParentId })
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasMany(issue => issue.Labels).WithMany().UsingEntity<IssueLabel>(
            link => link.HasOne<Label>().WithMany().HasForeignKey(row => new { row.WorkspaceId, row.LabelId }).OnDelete(DeleteBehavior.Cascade),
            link => link.HasOne<Issue>().WithMany().HasForeignKey(row => new { row.WorkspaceId, row.IssueId }).OnDelete(DeleteBehavior.Cascade),
            link => link.ToTable("tracking_issue_labels").HasKey(row => new { row.WorkspaceId, row.IssueId, row.LabelId }));
        builder.HasMany(issue => issue.EarlierIdentifiers).WithOne()
            .HasForeignKey(earlier => new { earlier.WorkspaceId, earlier.IssueId })
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(issue => issue.History).WithOne()
            .HasForeignKey(entry => new { entry.WorkspaceId, entry.IssueId })
            .OnDelete(DeleteBehavior.Cascade);
    }

    private static void ConfigureIndexes(EntityTypeBuilder<Issue> builder)
    {
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.Identifier }).IsUnique();
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.TeamId, issue.Number }).IsUnique();
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.ExternalSource, issue.ExternalId }).IsUnique();
        // The lists that are read all day: a board's columns, somebody's own work, what is new, what has changed.
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.TeamId, issue.Rank });
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.AssigneeId, issue.UpdatedAt });
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.CreatedAt });
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.UpdatedAt });
        // A board's columns in their order; and all that their counts need, so that these are read from the index alone. SQLite
        // reads the rows nevertheless where the columns of the filter are not in it.
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.TeamId, issue.StateId, issue.Rank, issue.Id })
            .HasDatabaseName("ix_tracking_issues_board")
            .HasFilter("archived_at IS NULL AND trashed_at IS NULL");
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.TeamId, issue.StateId, issue.AssigneeId, issue.Priority, issue.ArchivedAt, issue.TrashedAt })
            .HasDatabaseName("ix_tracking_issues_board_counts")
            .HasFilter("archived_at IS NULL AND trashed_at IS NULL");
        // What the recurring work looks for: few issues are in the trash, or have a due date.
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.TrashedAt }).HasFilter("trashed_at IS NOT NULL");
        builder.HasIndex(issue => new { issue.WorkspaceId, issue.DueDate }).HasFilter("due_date IS NOT NULL");
    }
}

internal sealed class IssueIdentifierConfiguration : IEntityTypeConfiguration<IssueIdentifier>
{
    public void Configure(EntityTypeBuilder<IssueIdentifier> builder)
    {
        builder.ToTable("tracking_issue_identifiers");
        builder.HasKey(earlier => new { earlier.WorkspaceId, earlier.Identifier });
        builder.Property(earlier => earlier.Identifier).HasMaxLength(32);
    }
}

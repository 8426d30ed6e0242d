using System.Linq.Expressions;
using Backend.GraphQL;
using Backend.Platform.Audit;
using Backend.Platform.Events;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Backend.Platform.Persistence;

/// <summary>
/// The one DbContext of all modules. It sees only the rows of its session's workspace; queries do not track unless a write
/// is under way (<see cref="WriteTransaction"/>); saving appends the entities' change events to the change feed.
/// </summary>
/// <param name="options">The provider and the interceptors.</param>
public sealed class BackendDbContext(DbContextOptions<BackendDbContext> options) : DbContext(options)
{
    /// <summary>For whom the context works; set once its scope knows.</summary>
    public DataSession Session { get; set; } = DataSession.None;

    /// <summary>The scope that the context was leased for; null for one that was made otherwise.</summary>
    internal DatabaseScope? Scope { get; set; }

    /// <summary>Whether the context reads from the replica, and so must not write.</summary>
    internal bool IsReplica { get; set; }

    /// <summary>The workspace whose rows are seen; part of every query of a workspace's entities.</summary>
    internal Guid? SessionWorkspaceId => Session.WorkspaceId;

    /// <summary>How far the current write has brought the change feed of each workspace that it touched.</summary>
    internal Dictionary<Guid, SyncId> Written { get; } = [];

    /// <summary>The versions of what is kept that the current write has counted up, by owner.</summary>
    internal Dictionary<Guid, long> CacheVersions { get; } = [];

    /// <summary>The turns at counters that the current write has.</summary>
    internal List<SemaphoreSlim> Turns { get; } = [];

    /// <summary>What the next save brings into the audit log beside the changes.</summary>
    internal List<(Guid WorkspaceId, AuditRecord Record)> Records { get; } = [];

    /// <summary>Whether the current write asks for a job.</summary>
    internal bool AddsJobs { get; set; }

    /// <summary>How many rows the current write has saved.</summary>
    internal int RowsSaved { get; set; }

    /// <summary>What is to be done once the current write is committed.</summary>
    internal List<Action> AfterCommit { get; } = [];

    internal DbSet<PlatformEvent> PlatformEvents => Set<PlatformEvent>();

    internal DbSet<Counter> Counters => Set<Counter>();

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        DemandPrimary();
        if (Database.CurrentTransaction is not null)
        {
            await ChangeFeedWriter.AppendAsync(this, cancellationToken);
            AddsJobs |= ChangeTracker.EntriesAsDetected<Jobs.Job>().Any(entry => entry.State is EntityState.Added or EntityState.Modified);
            var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            RowsSaved += written;
            return written;
        }

        await using var write = await this.BeginWriteAsync(cancellationToken);
        var saved = await SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await write.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>Brings something into the workspace's audit log that is no change, with the next save and in its transaction.</summary>
    public void Record(AuditRecord record) =>
        Record(SessionWorkspaceId ?? throw new InvalidOperationException("The audit log is a workspace's: enter one first."), record);

    /// <summary>Brings something into the audit log of a workspace that need not be the session's, such as a sign-in of one of its members.</summary>
    public void Record(Guid workspaceId, AuditRecord record) => Records.Add((workspaceId, record));

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Call SaveChangesAsync: a save takes the change feed's counter and must not block a thread.");

    /// <summary>Does something once the current write is committed, and not at all where it is undone.</summary>
    public void OnCommitted(Action action) => AfterCommit.Add(action);

    /// <summary>Refuses to write where only reading makes sense.</summary>
    /// <exception cref="InvalidOperationException">The context reads from the replica.</exception>
    internal void DemandPrimary()
    {
        if (IsReplica)
            throw new InvalidOperationException("A query writes: what writes is a mutation, and a replica takes none.");
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        foreach (var assembly in this.GetService<ModelAssemblies>().All)
            modelBuilder.ApplyConfigurationsFromAssembly(assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(type => type.ClrType.IsAssignableTo(typeof(WorkspaceEntity))))
            modelBuilder.Entity(entity.ClrType, SeeOnlyTheSessionsWorkspace);
        if (Database.IsNpgsql())
            KnowSmallTables(modelBuilder);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<SyncId>().HaveConversion<SyncIdConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        if (Database.IsSqlite())
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<SqliteDateTimeOffsetConverter>();
            return;
        }

        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<PostgreSqlDateTimeOffsetConverter>();
        // By code point, as SQLite orders: cursors and ranks depend on it, and it is the same on every machine.
        configurationBuilder.Properties<string>().UseCollation("C");
        configurationBuilder.Properties<Enum>().UseCollation("C");
    }

    // PostgreSQL leaves tables of fewer than 50 rows without statistics, and takes a workspace's teams and states for one row each:
    // a page over 100,000 issues then took 50 ms instead of 0.5.
    private static void KnowSmallTables(ModelBuilder modelBuilder)
    {
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(type => type.GetTableName() is not null && !type.IsOwned()))
            entity.SetStorageParameter("autovacuum_analyze_threshold", 0);
    }

    private void SeeOnlyTheSessionsWorkspace(EntityTypeBuilder builder)
    {
        var entity = Expression.Parameter(builder.Metadata.ClrType);
        var same = Expression.Equal(
            Expression.Convert(Expression.Property(entity, nameof(WorkspaceEntity.WorkspaceId)), typeof(Guid?)),
            Expression.Property(Expression.Constant(this), nameof(SessionWorkspaceId)));
        builder.HasQueryFilter(Expression.Lambda(same, entity));
    }
}

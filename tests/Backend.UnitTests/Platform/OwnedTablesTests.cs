using Backend.Platform.Retention;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Backend.UnitTests.Platform;

/// <summary>In which order the tables of a workspace are emptied.</summary>
public sealed class OwnedTablesTests
{
    [Fact]
    public void InOrder_puts_what_refers_before_what_it_refers_to_and_the_last_at_the_end()
    {
        var tables = OwnedTables.InOrder(Model(builder => builder.Entity<Leaf>().HasOne<Branch>().WithMany().HasForeignKey(leaf => leaf.BranchId)), typeof(Root));
        Assert.Equal([typeof(Leaf), typeof(Branch), typeof(Root)], tables.Select(type => type.ClrType));
    }

    [Fact]
    public void InOrder_of_a_circle_is_refused()
    {
        var model = Model(builder =>
        {
            builder.Entity<Leaf>().HasOne<Branch>().WithMany().HasForeignKey(leaf => leaf.BranchId);
            builder.Entity<Branch>().HasOne<Leaf>().WithMany().HasForeignKey(branch => branch.LeafId);
        });
        var error = Assert.Throws<InvalidOperationException>(() => OwnedTables.InOrder(model, typeof(Root)));
        Assert.Contains("Branch, Leaf", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void InOrder_with_a_last_that_no_workspace_owns_or_that_refers_to_others_is_refused()
    {
        Assert.Throws<InvalidOperationException>(() => OwnedTables.InOrder(Model(_ => { }), typeof(Person)));
        Assert.Throws<InvalidOperationException>(() => OwnedTables.InOrder(
            Model(builder => builder.Entity<Leaf>().HasOne<Branch>().WithMany().HasForeignKey(leaf => leaf.BranchId)), typeof(Leaf)));
    }

    [Fact]
    public void SelfReferences_are_the_columns_that_may_be_emptied()
    {
        var model = Model(builder => builder.Entity<Leaf>().HasOne<Leaf>().WithMany().HasForeignKey(leaf => leaf.BesideId));
        Assert.Equal([nameof(Leaf.BesideId)], OwnedTables.SelfReferences(model.FindEntityType(typeof(Leaf))!).Select(property => property.Name));
        Assert.Empty(OwnedTables.SelfReferences(model.FindEntityType(typeof(Branch))!));
    }

    private static IModel Model(Action<ModelBuilder> more)
    {
        using var db = new Tree(new DbContextOptionsBuilder<Tree>().UseSqlite("Data Source=:memory:").EnableServiceProviderCaching(false).Options, more);
        return db.Model;
    }

    private sealed class Tree(DbContextOptions<Tree> options, Action<ModelBuilder> more) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Root>();
            modelBuilder.Entity<Branch>();
            modelBuilder.Entity<Leaf>();
            modelBuilder.Entity<Person>();
            more(modelBuilder);
        }
    }

    private sealed record Root(Guid Id, Guid WorkspaceId);

    private sealed record Branch(Guid Id, Guid WorkspaceId, Guid? LeafId);

    private sealed record Leaf(Guid Id, Guid WorkspaceId, Guid? BranchId, Guid? BesideId);

    private sealed record Person(Guid Id);
}

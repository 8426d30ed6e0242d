using Backend.Platform.Audit;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Audit;

/// <summary>Whoever writes to the database past the server is found out, and what was touched is named.</summary>
public sealed class AuditChainTests(AuditServer server) : IClassFixture<AuditServer>, IAsyncLifetime
{
    private const int Changes = 10_000;

    private static readonly SemaphoreSlim Once = new(1, 1);
    private static Guid? filled;
    private Guid workspace;

    public async Task InitializeAsync()
    {
        await Once.WaitAsync();
        try
        {
            workspace = filled ??= await server.FillAsync("demo", Changes);
        }
        finally
        {
            Once.Release();
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Ten_thousand_changes_verify_and_each_has_its_entry()
    {
        var found = await server.VerifyAsync(workspace);
        Assert.Null(found.Problem);
        Assert.True(found.Verified > Changes);
        Assert.Equal(found.Last, found.Verified);
        await server.UseAsync(async (_, db) =>
        {
            var (events, entries) = (db.Set<Backend.Platform.Events.PlatformEvent>(), db.Set<AuditRow>());
            Assert.Equal(0, await events.CountAsync(change => !entries.Any(entry =>
                entry.WorkspaceId == change.WorkspaceId && entry.EventSequence == change.Sequence && entry.Action == change.Type && entry.TargetId == change.Subject)));
            return true;
        });
        using var client = server.Client();
        var check = (await client.QueryAsync("{ auditVerify { isIntact verified first last headHash problem { kind sequence } } }")).At("auditVerify");
        Assert.True(check.At("isIntact").GetBoolean());
        Assert.True(check.At("verified").GetInt32() >= found.Verified);
    }

    [Theory]
    [InlineData("action")]
    [InlineData("actor_id")]
    [InlineData("via")]
    [InlineData("target_id")]
    [InlineData("event_sequence")]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("ip")]
    [InlineData("request_id")]
    [InlineData("occurred_at")]
    [InlineData("previous_hash")]
    [InlineData("hash")]
    public async Task Edited_field_is_found_and_named(string column)
    {
        var sqlite = await server.UseAsync((_, db) => Task.FromResult(db.Database.IsSqlite()));
        var value = (column, sqlite) switch
        {
            ("actor_id" or "target_id", _) => "'01234567-89ab-7def-8123-456789abcdef'",
            ("event_sequence", _) => "1",
            ("occurred_at", true) => "occurred_at + 1",
            ("occurred_at", false) => "occurred_at + interval '1 microsecond'",
            ("previous_hash" or "hash", true) => "zeroblob(32)",
            ("previous_hash" or "hash", false) => "decode(repeat('00', 32), 'hex')",
            ("via", _) => "'Browser'",
            _ => "'x'",
        };
        var statement = System.Runtime.CompilerServices.FormattableStringFactory.Create(
            $"UPDATE platform_audit_entries SET {column} = {value} WHERE workspace_id = {{0}} AND sequence = 5000", workspace);
        var found = await server.TamperAsync(workspace, statement);
        Assert.Equal(new AuditProblem(AuditProblemKind.Edited, 5000), found.Problem);
        Assert.Equal(4999, found.Verified);
    }

    [Fact]
    public async Task Removed_entry_is_found_and_named() => Assert.Equal(
        new AuditProblem(AuditProblemKind.Removed, 4321),
        (await server.TamperAsync(workspace, $"DELETE FROM platform_audit_entries WHERE workspace_id = {workspace} AND sequence = 4321")).Problem);

    [Fact]
    public async Task First_entry_is_missed() => Assert.Equal(
        new AuditProblem(AuditProblemKind.Removed, 1),
        (await server.TamperAsync(workspace, $"DELETE FROM platform_audit_entries WHERE workspace_id = {workspace} AND sequence = 1")).Problem);

    [Theory]
    [InlineData(100, 101)]
    [InlineData(100, 9000)]
    public async Task Swapped_entries_are_found_and_named(long one, long other) => Assert.Equal(
        new AuditProblem(AuditProblemKind.Reordered, (int)one),
        (await server.TamperAsync(
            workspace,
            $"UPDATE platform_audit_entries SET sequence = -1 WHERE workspace_id = {workspace} AND sequence = {one}",
            $"UPDATE platform_audit_entries SET sequence = {one} WHERE workspace_id = {workspace} AND sequence = {other}",
            $"UPDATE platform_audit_entries SET sequence = {other} WHERE workspace_id = {workspace} AND sequence = -1")).Problem);

    [Fact]
    public async Task Cut_off_tail_is_found_and_its_first_entry_named() => Assert.Equal(
        new AuditProblem(AuditProblemKind.Removed, 9991),
        (await server.TamperAsync(workspace, $"DELETE FROM platform_audit_entries WHERE workspace_id = {workspace} AND sequence > 9990")).Problem);

    [Fact]
    public async Task Tail_cut_off_together_with_the_head_is_found_once_it_was_sealed()
    {
        await CheckAsync();
        var found = await server.TamperAsync(
            workspace,
            $"DELETE FROM platform_audit_entries WHERE workspace_id = {workspace} AND sequence > 9990",
            $"""
             UPDATE platform_audit_heads SET sequence = 9990,
                hash = (SELECT hash FROM platform_audit_entries WHERE workspace_id = {workspace} AND sequence = 9990) WHERE workspace_id = {workspace}
             """);
        Assert.Equal(new AuditProblem(AuditProblemKind.Removed, 9991), found.Problem);
    }

    [Fact]
    public async Task Log_written_anew_after_it_was_sealed_is_found_and_so_is_a_forged_seal()
    {
        await CheckAsync();
        var sealedAt = await server.UseAsync((_, db) => db.Set<AuditSeal>().Where(seal => seal.WorkspaceId == workspace && seal.Kind == AuditSeal.Verified)
            .Select(seal => seal.Sequence).SingleAsync());
        var other = new byte[32];
        Assert.Equal(
            new AuditProblem(AuditProblemKind.Resealed, (int)sealedAt),
            (await server.TamperAsync(workspace, $"UPDATE platform_audit_seals SET hash = {other} WHERE workspace_id = {workspace} AND kind = 'verified'")).Problem);
    }

    [Fact]
    public async Task Seal_that_was_deleted_is_missed()
    {
        await CheckAsync();
        var found = await server.TamperAsync(workspace, $"DELETE FROM platform_audit_seals WHERE workspace_id = {workspace} AND kind = 'verified'");
        Assert.Equal(new AuditProblem(AuditProblemKind.Unsealed, (int)await LastSealedAsync()), found.Problem);
    }

    [Fact]
    public async Task Older_seal_put_back_is_found()
    {
        await CheckAsync();
        var old = await server.UseAsync((_, db) => db.Set<AuditSeal>().SingleAsync(seal => seal.WorkspaceId == workspace && seal.Kind == AuditSeal.Verified));
        using var client = server.Client();
        await client.QueryAsync("mutation { workspaceUpdate(input: { name: \"Sealed twice\" }) { syncId } }");
        await CheckAsync();
        var last = await LastSealedAsync();
        var found = await server.UseAsync(async (services, db) =>
        {
            await using var write = await db.BeginWriteAsync(CancellationToken.None);
            var seal = await db.Set<AuditSeal>().SingleAsync(one => one.WorkspaceId == workspace && one.Kind == AuditSeal.Verified);
            Assert.Equal(old.Number + 1, seal.Number);
            (seal.Number, seal.Sequence, seal.Hash, seal.SealedAt, seal.Seal) = (old.Number, old.Sequence, old.Hash, old.SealedAt, old.Seal);
            await db.SaveChangesAsync();
            return await services.GetRequiredService<AuditVerifier>().VerifyAsync(workspace, CancellationToken.None);
        });
        Assert.Equal(new AuditProblem(AuditProblemKind.Unsealed, (int)last), found.Problem);
    }

    [Theory]
    [InlineData("number")]
    [InlineData("sealed_at")]
    public async Task Seal_with_another_number_or_time_is_not_genuine(string column)
    {
        await CheckAsync();
        var sqlite = await server.UseAsync((_, db) => Task.FromResult(db.Database.IsSqlite()));
        var more = column == "number" || sqlite ? "1" : "interval '1 second'";
        var statement = System.Runtime.CompilerServices.FormattableStringFactory.Create(
            $"UPDATE platform_audit_seals SET {column} = {column} + {more} WHERE workspace_id = {{0}} AND kind = 'verified'", workspace);
        Assert.Equal(AuditProblemKind.Resealed, (await server.TamperAsync(workspace, statement)).Problem?.Kind);
    }

    [Fact]
    public async Task Log_to_which_nothing_was_added_keeps_its_seal()
    {
        await CheckAsync();
        var last = await LastSealedAsync();
        await CheckAsync();
        Assert.Equal(last, await LastSealedAsync());
    }

    [Fact]
    public async Task Entry_behind_the_head_is_found()
    {
        var last = (await server.VerifyAsync(workspace)).Last;
        Assert.Equal(
            AuditProblemKind.Added,
            (await server.TamperAsync(
                workspace,
                $"""
                 INSERT INTO platform_audit_entries (workspace_id, sequence, id, action, via, occurred_at, previous_hash, hash)
                 SELECT workspace_id, {last + 1000}, id, action, via, occurred_at, previous_hash, hash FROM platform_audit_entries
                 WHERE workspace_id = {workspace} AND sequence = 1
                 """)).Problem?.Kind);
    }

    [Fact]
    public async Task Database_refuses_to_edit_and_PostgreSQL_to_remove()
    {
        await RefusedAsync($"UPDATE platform_audit_entries SET action = 'x' WHERE workspace_id = {workspace} AND sequence = 1");
        if (TestDatabase.Server is null)
            return;
        await RefusedAsync($"DELETE FROM platform_audit_entries WHERE workspace_id = {workspace} AND sequence = 1");
        await RefusedAsync($"TRUNCATE platform_audit_entries");
    }

    private async Task RefusedAsync(FormattableString statement)
    {
        var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => server.UseAsync((_, db) => db.Database.ExecuteSqlAsync(statement)));
        Assert.Contains("append-only", error.Message, StringComparison.Ordinal);
    }

    private Task<long> LastSealedAsync() => server.UseAsync((_, db) =>
        db.Set<AuditRow>().Where(row => row.WorkspaceId == workspace && row.Action == AuditSeals.Sealed).MaxAsync(row => row.Sequence));

    private Task<bool> CheckAsync() => server.UseAsync(async (services, _) =>
    {
        await services.GetRequiredService<AuditWork>().RunAsync(CancellationToken.None);
        return true;
    });
}

using System.Diagnostics;
using Backend.Contracts.Identity;
using Backend.Modules.Identity.Sessions;
using Backend.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.IntegrationTests.Sessions;

/// <summary>Sessions that nobody stands by any more, and those that are long over.</summary>
public sealed class SessionUpkeepTests
{
    [Fact]
    public async Task Session_of_a_provider_that_was_taken_out_of_the_configuration_ends_and_others_go_on()
    {
        var folder = Directory.CreateTempSubdirectory("backend-provider-").FullName;
        await using var database = TestDatabase.Create();
        await using var provider = await FakeProvider.StartAsync();
        string[] shared = [$"Backend:DataDirectory={folder}", $"ConnectionStrings:Database={database.ConnectionString}", "Backend:Auth:DevelopmentIssuer=true"];
        var with = new BackendServer(
            [.. shared, $"Backend:Auth:Issuers:0:Authority={provider.Issuer}", "Backend:Auth:Issuers:0:Audience=api", $"Backend:Auth:Issuers:0:ClientId={FakeProvider.ClientId}"]);
        var without = new BackendServer(shared);
        await with.InitializeAsync();
        await without.InitializeAsync();
        try
        {
            using var before = new TestBrowser(with.Address);
            await before.SignInAsync();
            Assert.Equal("Fay Example", await before.NameAsync());
            using var after = new TestBrowser(without.Address) { Secret = before.Secret };
            Assert.Null(await after.NameAsync());
            // For good: not even a node that has the provider takes it again.
            Assert.Null(await before.NameAsync());
            await using var scope = without.Services.CreateAsyncScope();
            var reason = await scope.ServiceProvider.GetRequiredService<BackendDbContext>().Set<Session>().Select(session => session.EndReason).SingleAsync();
            Assert.Equal(SessionEndReason.ProviderRemoved, reason);

            using var own = new TestBrowser(without.Address);
            await own.SignInAtOwnIssuerAsync("ada");
            Assert.Equal("Ada Lovelace", await own.NameAsync());
        }
        finally
        {
            await with.DisposeAsync();
            await without.DisposeAsync();
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Sessions_that_are_long_over_are_deleted_in_batches_and_others_stay()
    {
        var server = new BackendServer("Backend:Auth:DevelopmentIssuer=true");
        await server.InitializeAsync();
        try
        {
            using var browser = new TestBrowser(server.Address);
            await browser.SignInAtOwnIssuerAsync("ada");
            await using var scope = server.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<BackendDbContext>();
            var (user, now) = (await db.Set<Session>().Select(session => session.UserId).SingleAsync(), TimeProvider.System.GetUtcNow());
            for (var number = 0; number < (2 * SessionRetention.BatchSize) + 1; number++)
            {
                db.Add(Session.Begin(
                    new BrowserSignedIn { Principal = new(), Claims = [], Provider = "p", Tokens = new(null, null, null) }, user, "i", "s",
                    SessionSecret.New(), "[]", "", new SessionOptions { AbsoluteTimeout = TimeSpan.FromDays(1) }, now.AddDays(-32)));
            }

            await using (var write = await db.BeginWriteAsync(CancellationToken.None))
            {
                await db.SaveChangesAsync();
                await write.CommitAsync(CancellationToken.None);
            }

            IReadOnlyList<string> statements;
            using (var activity = new Activity("purge").SetIdFormat(ActivityIdFormat.W3C).Start())
            {
                await ActivatorUtilities.CreateInstance<SessionRetention>(scope.ServiceProvider).RunAsync(CancellationToken.None);
                statements = server.Statements.Of(activity.TraceId.ToHexString());
            }

            var deletions = statements.Where(sql => sql.Contains("DELETE", StringComparison.Ordinal) && sql.Contains("identity_sessions", StringComparison.Ordinal)).ToArray();
            Assert.Equal(3, deletions.Length);
            Assert.All(deletions, sql => Assert.Contains("LIMIT", sql, StringComparison.Ordinal));
            Assert.Equal(1, await db.Set<Session>().AsNoTracking().CountAsync());
            Assert.Equal("Ada Lovelace", await browser.NameAsync());
        }
        finally
        {
            await server.DisposeAsync();
        }
    }
}

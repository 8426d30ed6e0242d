using System.Security.Claims;
using Backend.Contracts.Identity;
using Backend.Modules.Identity;
using Backend.Platform.Persistence;
using Backend.UnitTests.Workspaces;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.UnitTests.Identity;

/// <summary>What happens when a sign-in is first seen.</summary>
public sealed class ProvisioningTests(ModuleServer server) : IClassFixture<ModuleServer>
{
    [Fact]
    public async Task Claims_become_the_profile()
    {
        var id = await ProvisionAsync(ModuleServer.Principal(
            "7", ModuleServer.Issuer, ("name", "Zoë Ångström"), ("email", "Zoe@Example.org"), ("email_verified", "true"), ("picture", "https://example.org/z.png"), ("zoneinfo", "Europe/Stockholm"), ("locale", "sv_SE")));
        var user = await server.UseAsync(services => services.GetRequiredService<BackendDbContext>().Users.SingleAsync(user => user.Id == id));
        Assert.Equal(("Zoë Ångström", "zoe", "zoe@example.org"), (user.Name, user.DisplayName, user.Email));
        Assert.Equal(("https://example.org/z.png", "Europe/Stockholm", "sv-SE"), (user.AvatarUrl!.AbsoluteUri, user.Timezone, user.Locale));
    }

    [Fact]
    public async Task Fifty_first_requests_at_once_make_one_user()
    {
        var users = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ProvisionAsync(ModuleServer.Principal("rush", ModuleServer.Issuer, ("preferred_username", "rush")))));
        Assert.Single(users.Distinct());
        Assert.Equal(1, await server.UseAsync(services => services.GetRequiredService<BackendDbContext>().Users.CountAsync(user => user.DisplayName.StartsWith("rush"))));
    }

    [Fact]
    public async Task Same_names_get_handles_of_their_own()
    {
        foreach (var subject in new[] { "a", "b", "c" })
            await ProvisionAsync(ModuleServer.Principal(subject, "https://other.test/", ("email", "same.name@example.org"), ("email_verified", "true")));
        var handles = await server.UseAsync(services => services.GetRequiredService<BackendDbContext>().Users
            .Where(user => user.Email == "same.name@example.org").Select(user => user.DisplayName).ToListAsync());
        Assert.Equal("same.name same.name2 same.name3", string.Join(' ', handles.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task Demo_person_is_found_behind_the_development_issuer_alone()
    {
        var ada = await server.UseAsync(services => services.GetRequiredService<IUserAccounts>().FindByEmailAsync("ADA@demo.localhost", CancellationToken.None));
        Assert.Equal(ada!.Id, await ProvisionAsync(ModuleServer.Principal("ada")));
        Assert.NotEqual(ada.Id, await ProvisionAsync(ModuleServer.Principal("ada", "https://other.test/", ("email", "ada@demo.localhost"))));
    }

    [Theory]
    [InlineData("false")]
    [InlineData("")]
    [InlineData("1")]
    public async Task Address_that_the_issuer_does_not_call_verified_is_left_out(string verified)
    {
        var id = await ProvisionAsync(ModuleServer.Principal("unverified" + verified, ModuleServer.Issuer, ("email", "boss@example.org"), ("email_verified", verified)));
        Assert.Null(await server.UseAsync(services => services.GetRequiredService<BackendDbContext>().Users.Where(user => user.Id == id).Select(user => user.Email).SingleAsync()));
    }

    private Task<Guid> ProvisionAsync(ClaimsPrincipal principal) => server.UseAsync(
        async services => (await services.GetRequiredService<IUserAccounts>().ProvisionAsync(principal, CancellationToken.None)).UserId);
}

using System.Security.Claims;
using Backend.Host.Authentication;

namespace Backend.IntegrationTests.SignIn;

/// <summary>Paths into claims, as providers shape them.</summary>
public sealed class ClaimPathTests
{
    [Theory]
    [InlineData("sub", "ann")]
    [InlineData("realm_access.roles", "admin,editor")]
    [InlineData("resource_access.backend.roles", "viewer")]
    [InlineData("address.city", "Ghent")]
    [InlineData("groups", "one,two,three")]
    [InlineData("https://example.com/roles", "owner")]
    [InlineData("dotted.name", "whole")]
    [InlineData("listed", "a,b")]
    [InlineData("mixed", "only text")]
    [InlineData("looks.like", "")]
    [InlineData("realm_access", "{\"roles\":[\"admin\",\"editor\"]}")]
    [InlineData("realm_access.nothing", "")]
    [InlineData("realm_access.roles.deeper", "")]
    [InlineData("sub.anything", "")]
    [InlineData("broken.path", "")]
    [InlineData("number.value", "")]
    [InlineData("none", "")]
    [InlineData("", "")]
    [InlineData(".", "")]
    [InlineData("bracket", "[not json")]
    public void Values_are_found_where_the_path_leads_and_nowhere_else(string path, string values) =>
        Assert.Equal(values, string.Join(',', ClaimPath.Values(Someone, path)));

    [Fact]
    public void Subject_that_is_not_one_text_makes_nobody()
    {
        Assert.Null(Mapped("groups"));
        Assert.Null(Mapped("none"));
        Assert.Null(Mapped("number.value"));
        Assert.Equal("Ghent", Mapped("address.city")!.FindFirstValue("sub"));
        Assert.Equal("ann", Mapped("address.city")!.FindFirstValue("backend_provider_subject"));
        Assert.Null(Mapped("sub")!.FindFirst("backend_provider_subject"));
    }

    private static ClaimsPrincipal? Mapped(string subject) => MappedPrincipal.Of(Someone, new IssuerOptions { Claims = new ClaimsMapping { Subject = subject } });

    private static ClaimsPrincipal Someone { get; } = new(new ClaimsIdentity(
    [
        new("sub", "ann"),
        new("realm_access", """{"roles":["admin","editor"]}"""),
        new("resource_access", """{"backend":{"roles":["viewer"]},"other":{"roles":["admin"]}}"""),
        new("address", """{"city":"Ghent"}"""),
        new("groups", "one"), new("groups", "two"), new("groups", "three"),
        new("https://example.com/roles", "owner"),
        new("dotted.name", "whole"), new("dotted", """{"name":"nested"}"""),
        new("listed", """["a","b"]"""),
        new("mixed", """[1,null,{"a":"b"},"only text"]"""),
        new("looks", "like a text"),
        new("broken", """{"path":"""),
        new("number", """{"value":7}"""),
        new("bracket", "[not json"),
        new("backend_provider_subject", "forged"),
    ], "test"));
}

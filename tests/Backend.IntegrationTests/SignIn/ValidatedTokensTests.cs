using System.Security.Claims;
using Backend.Host.Authentication;

namespace Backend.IntegrationTests.SignIn;

/// <summary>For how long a token is taken on the word of its last validation.</summary>
public sealed class ValidatedTokensTests : IDisposable
{
    private readonly Clock clock = new();
    private readonly ValidatedTokens tokens;

    public ValidatedTokensTests() => tokens = new ValidatedTokens(clock);

    [Theory]
    [InlineData(3600, 29, true)]
    [InlineData(3600, 30, false)]
    [InlineData(10, 9, true)]
    [InlineData(10, 10, false)]
    [InlineData(0, 0, false)]
    public void Token_is_known_for_half_a_minute_and_never_beyond_its_expiry(int expiresAfter, int askedAfter, bool known)
    {
        tokens.Add("one.token", "bearer-0", new ClaimsPrincipal(), clock.Now.AddSeconds(expiresAfter));
        clock.Now = clock.Now.AddSeconds(askedAfter);
        Assert.Equal(known ? "bearer-0" : null, tokens.Find("one.token")?.Scheme);
    }

    [Fact]
    public void Token_that_differs_in_one_character_is_not_known()
    {
        tokens.Add("one.token", "bearer-0", new ClaimsPrincipal(), clock.Now.AddHours(1));
        Assert.Null(tokens.Find("one.tokeN"));
        Assert.Null(tokens.Find("one.token "));
    }

    public void Dispose() => tokens.Dispose();

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}

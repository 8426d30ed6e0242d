using Backend.Modules.Identity.Users;
using Backend.Platform.Errors;

namespace Backend.UnitTests.Identity;

/// <summary>The rules of a user's profile.</summary>
public sealed class UserTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("name", " ")]
    [InlineData("name", "two\nlines")]
    [InlineData("displayName", "Ada")]
    [InlineData("displayName", "-ada")]
    [InlineData("displayName", "ada\n")]
    [InlineData("displayName", "forty-one-characters-are-one-too-many-abc")]
    [InlineData("timezone", "Mars/Olympus")]
    [InlineData("locale", "English")]
    public void Update_refuses_what_breaks_a_rule(string field, string value)
    {
        var input = field switch
        {
            "name" => new UserUpdateInput { Name = value },
            "displayName" => new UserUpdateInput { DisplayName = value },
            "timezone" => new UserUpdateInput { Timezone = value },
            _ => new UserUpdateInput { Locale = value },
        };
        var error = Assert.Throws<ValidationFailedException>(() => New().Update(input, Start));
        Assert.Equal($"input.{field}", string.Join('.', Assert.Single(error.Failures).Path));
    }

    [Fact]
    public void Update_refuses_what_is_too_long()
    {
        Assert.Throws<ValidationFailedException>(() => New().Update(new() { Name = new string('x', 129) }, Start));
        Assert.Throws<ValidationFailedException>(() => New().Update(new() { AvatarUrl = new Uri("https://example.org/" + new string('x', 2048)) }, Start));
    }

    [Fact]
    public void Update_changes_what_is_given()
    {
        var user = New();
        user.Update(new() { Name = " Ada King ", AvatarUrl = new Uri("https://example.org/a.png"), Timezone = "Europe/London", Locale = "en-GB" }, Start.AddHours(1));
        Assert.Equal(("Ada King", "ada", "Europe/London", "en-GB"), (user.Name, user.DisplayName, user.Timezone, user.Locale));
        Assert.Equal((2, Start.AddHours(1)), (user.Version, user.UpdatedAt));
        user.Update(new() { AvatarUrl = new Backend.GraphQL.Optional<Uri?>(null) }, Start);
        Assert.Null(user.AvatarUrl);
    }

    [Fact]
    public void Update_of_an_old_version_is_a_conflict() =>
        Assert.Equal(1, Assert.Throws<ConflictException>(() => New().Update(new() { ExpectedVersion = 7 }, Start)).CurrentVersion);

    private static User New() => User.Create(new UserProfile { Name = "Ada Lovelace", HandleSource = "ada" }, "ada", Start);
}

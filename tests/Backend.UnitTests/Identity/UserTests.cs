using Backend.Modules.Identity.Users;
using Backend.Platform.Errors;

namespace Backend.UnitTests.Identity;

/// <summary>The rules of a user's profile.</summary>
public sealed class UserTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<UserUpdateInput, string> Refused() => new()
    {
        { new() { Name = " " }, "name" },
        { new() { Name = "two\nlines" }, "name" },
        { new() { Name = new string('x', 129) }, "name" },
        { new() { DisplayName = "Ada" }, "displayName" },
        { new() { DisplayName = "-ada" }, "displayName" },
        { new() { DisplayName = "ada\n" }, "displayName" },
        { new() { DisplayName = new string('x', 41) }, "displayName" },
        { new() { AvatarUrl = new Uri("https://example.org/" + new string('x', 2048)) }, "avatarUrl" },
        { new() { Timezone = "Mars/Olympus" }, "timezone" },
        { new() { Locale = "English" }, "locale" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    internal void Update_refuses_what_breaks_a_rule(UserUpdateInput input, string field)
    {
        var error = Assert.Throws<ValidationFailedException>(() => New().Update(input, Start));
        Assert.Equal(["input", field], Assert.Single(error.Failures).Path);
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

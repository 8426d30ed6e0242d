using Backend.Modules.Notifications.Mail;

namespace Backend.IntegrationTests.Mail;

/// <summary>Settings under which no mail could be sent, or badly, are refused at start, with the key and the fix.</summary>
public sealed class MailSettingsTests
{
    [Fact]
    public void Settings_that_are_right_are_taken()
    {
        Assert.True(new MailOptionsValidator().Validate(null, new MailOptions()).Succeeded);
        Assert.True(new MailOptionsValidator().Validate(null, Right()).Succeeded);
        Assert.Equal((587, 465, 25, 2525), (Right().UsedPort, Right(one => Of(one).Security = "tls").UsedPort, Right(one => Of(one).Security = "None").UsedPort, Right(one => Of(one).Port = 2525).UsedPort));
    }

    public static TheoryData<string, Action<object>> Wrong => new()
    {
        { "Backend__Mail__Host is 'smtp://mail.example.org'", one => Of(one).Host = "smtp://mail.example.org" },
        { "Backend__Mail__Port is 70000", one => Of(one).Port = 70_000 },
        { "Backend__Mail__Security is 'Yes'", one => Of(one).Security = "Yes" },
        { "Backend__Mail__Security is '7'", one => Of(one).Security = "7" },
        { "Backend__Mail__From is ''", one => Of(one).From = null },
        { "Backend__Mail__From is 'Work <work@example.org>'", one => Of(one).From = "Work <work@example.org>" },
        { "Backend__Mail__FromName has control characters", one => Of(one).FromName = "Work\r\nBcc: x@example.org" },
        { "Backend__Mail__ReplyTo is 'nobody'", one => Of(one).ReplyTo = "nobody" },
        { "Backend__Mail__Username and Backend__Mail__Password belong together", one => Of(one).Username = "work" },
        { "Backend__Mail__Security is None, so that the password", one => (Of(one).Security, Of(one).Username, Of(one).Password) = ("None", "work", "secret") },
        { "Backend__Mail__Timeout is 00:00:00", one => Of(one).Timeout = TimeSpan.Zero },
        { "Backend__Mail__MaxConnections is 0", one => Of(one).MaxConnections = 0 },
        { "Backend__Mail__GiveUpAfter is", one => Of(one).GiveUpAfter = TimeSpan.FromDays(30) },
        { "Backend__Mail__RetentionDays is 0", one => Of(one).RetentionDays = 0 },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public void Setting_that_is_wrong_is_named_with_its_key(string message, Action<object> change)
    {
        var result = new MailOptionsValidator().Validate(null, Right(change));
        Assert.Contains(message, Assert.Single(result.Failures!), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
    }

    private static MailOptions Of(object options) => (MailOptions)options;

    private static MailOptions Right(Action<object>? change = null)
    {
        var options = new MailOptions { Host = "smtp.example.org", From = "work@example.org" };
        change?.Invoke(options);
        return options;
    }
}

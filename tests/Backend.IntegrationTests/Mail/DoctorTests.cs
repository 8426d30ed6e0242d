using Backend.Host.Cli.Doctor;

namespace Backend.IntegrationTests.Mail;

/// <summary>The verb <c>doctor</c>: finds what is wrong, says how to mend it, and tells no secrets.</summary>
public sealed class DoctorTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("backend-test-").FullName;

    [Fact]
    public async Task Mail_server_that_takes_mail_is_told_with_what_was_said()
    {
        await using var peer = new SmtpPeer { Offers = ["AUTH PLAIN"] };
        var (code, said) = await RunAsync([.. Mail(peer), "--Backend:Mail:Username=work", "--Backend:Mail:Password=canary-password"]);
        Assert.Equal(0, code);
        Assert.Contains("ok  configuration", said, StringComparison.Ordinal);
        Assert.Contains("ok  mail", said, StringComparison.Ordinal);
        Assert.Contains("S: 235 welcome", said, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-password", said, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String("\0work\0canary-password"u8), said, StringComparison.Ordinal);
        Assert.Empty(peer.Mails);
    }

    [Fact]
    public async Task Each_part_that_is_away_is_named_with_its_key()
    {
        await using var peer = new SmtpPeer();
        await peer.StopAsync();
        var (code, said) = await RunAsync(
            [.. Mail(peer), "--ConnectionStrings:Redis=127.0.0.1:1,abortConnect=false", "--ConnectionStrings:Database=Host=127.0.0.1;Port=1;Database=backend;Username=nobody;Password=canary-password",
             "--Backend:Auth:Issuers:0:Authority=http://127.0.0.1:1/", "--Backend:Auth:Issuers:0:Audience=api"]);
        Assert.Equal(1, code);
        foreach (var about in new[] { "database", "redis", "mail", "sign-in" })
            Assert.True(said.Contains($"BAD {about}", StringComparison.Ordinal), said);
        Assert.Contains("4 things are wrong.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-password", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_that_are_wrong_are_all_named()
    {
        var (code, said) = await RunAsync("--Backend:Mail:Host=mail.example.org", "--Backend:Mail:From=nobody", "--Backend:Imports:BatchSize=0");
        Assert.Equal(1, code);
        Assert.Contains("Backend__Mail__From is 'nobody'", said, StringComparison.Ordinal);
        Assert.Contains("Backend__Imports__BatchSize is 0", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_others_may_change_are_named()
    {
        if (OperatingSystem.IsWindows())
            return;
        var keys = Path.Combine(folder, "keys");
        await File.WriteAllTextAsync(keys, "");
        File.SetUnixFileMode(keys, UnixFileMode.UserRead | UnixFileMode.OtherWrite);
        var (code, said) = await RunAsync();
        Assert.Equal(1, code);
        Assert.Contains($"others may change {keys}", said, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string[] Mail(SmtpPeer peer) =>
        ["--Backend:Mail:Host=127.0.0.1", $"--Backend:Mail:Port={peer.Port}", "--Backend:Mail:Security=None", "--Backend:Mail:From=work@example.org"];

    private async Task<(int Code, string Said)> RunAsync(params string[] settings)
    {
        await using var output = new StringWriter();
        var code = await DoctorCommand.RunAsync(["--environment=Development", "--urls=http://127.0.0.1:0", $"--Backend:DataDirectory={folder}", .. settings], output, CancellationToken.None);
        return (code, output.ToString());
    }
}

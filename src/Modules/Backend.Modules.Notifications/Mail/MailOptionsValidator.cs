using Microsoft.Extensions.Options;

namespace Backend.Modules.Notifications.Mail;

/// <summary>Refuses to start with settings under which mail could not be sent, or would be sent badly.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        string[] failures = [.. Bounds(options), .. options.IsOn ? Server(options) : []];
        return failures.Length > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Bounds(MailOptions options)
    {
        if (options.Timeout < TimeSpan.FromSeconds(1) || options.Timeout > TimeSpan.FromMinutes(5))
            yield return $"Backend__Mail__Timeout is {options.Timeout}: give it 00:00:01 to 00:05:00.";
        if (options.MaxConnections is < 1 or > 50)
            yield return $"Backend__Mail__MaxConnections is {options.MaxConnections}: give it 1 to 50.";
        if (options.GiveUpAfter < TimeSpan.FromMinutes(1) || options.GiveUpAfter > TimeSpan.FromDays(7))
            yield return $"Backend__Mail__GiveUpAfter is {options.GiveUpAfter}: give it 00:01:00 to 7.00:00:00.";
        if (options.RetentionDays is < 1 or > 3_650)
            yield return $"Backend__Mail__RetentionDays is {options.RetentionDays}: give it 1 to 3650.";
    }

    private static IEnumerable<string> Server(MailOptions options)
    {
        if (Uri.CheckHostName(options.Host) == UriHostNameType.Unknown)
            yield return $"Backend__Mail__Host is '{options.Host}', which is no name of a machine. Give it one such as smtp.example.org, without a scheme or port.";
        if (options.Port is < 1 or > 65_535)
            yield return $"Backend__Mail__Port is {options.Port}: give it 1 to 65535, or leave it out.";
        if (!Enum.TryParse<MailSecurity>(options.Security, ignoreCase: true, out var mode) || !Enum.IsDefined(mode))
            yield return $"Backend__Mail__Security is '{options.Security}': give it Auto, StartTls, Tls or None.";
        if (!MailAddresses.TryParse(options.From, out _))
            yield return $"Backend__Mail__From is '{options.From}', which is no e-mail address. Give it the one that mail shall come from, such as backend@example.org.";
        if (options.FromName.Length > 200 || options.FromName.Any(char.IsControl))
            yield return "Backend__Mail__FromName has control characters or more than 200 of them: give it a name of one line.";
        if (!string.IsNullOrEmpty(options.ReplyTo) && !MailAddresses.TryParse(options.ReplyTo, out _))
            yield return $"Backend__Mail__ReplyTo is '{options.ReplyTo}', which is no e-mail address. Give it one, or leave it out.";
        if (string.IsNullOrEmpty(options.Username) != string.IsNullOrEmpty(options.Password))
            yield return "Backend__Mail__Username and Backend__Mail__Password belong together: give both, or neither.";
        if (mode == MailSecurity.None && !string.IsNullOrEmpty(options.Password) && !options.IsLoopback)
            yield return "Backend__Mail__Security is None, so that the password would be sent for everybody to read: give it StartTls or Tls.";
    }
}

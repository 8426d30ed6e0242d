using Microsoft.Extensions.Options;

namespace Backend.Modules.Identity.Sessions;

/// <summary>How long browsers stay signed in: the section <c>Backend:Auth:Session</c>.</summary>
internal sealed record SessionOptions
{
    public const string Section = "Backend:Auth:Session";

    /// <summary>How long a session may be unused.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long it lasts from the sign-in, however much it is used.</summary>
    public TimeSpan AbsoluteTimeout { get; init; } = TimeSpan.FromDays(7);
}

internal sealed class SessionOptionsValidator : IValidateOptions<SessionOptions>
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Most = TimeSpan.FromDays(90);

    public ValidateOptionsResult Validate(string? name, SessionOptions options)
    {
        List<string> problems = [];
        // Use is noted once a minute: a shorter time would end sessions in use.
        if (options.IdleTimeout < Least || options.IdleTimeout > Most)
            problems.Add($"Backend__Auth__Session__IdleTimeout is {options.IdleTimeout}. Set it to {Least} to {Most}, such as 12:00:00.");
        if (options.AbsoluteTimeout < options.IdleTimeout || options.AbsoluteTimeout > Most)
            problems.Add($"Backend__Auth__Session__AbsoluteTimeout is {options.AbsoluteTimeout}. Set it to the idle timeout or more, at most {Most}, such as 7.00:00:00.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}

using Backend.Platform.Resilience;
using MailKit;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Backend.Modules.Notifications.Mail.Smtp;

/// <summary>The mail server: a dependency that may be slow, away or broken.</summary>
internal sealed class SmtpServer(Dependencies dependencies, IOptions<MailOptions> options)
{
    /// <summary>What the dependency is called.</summary>
    public const string Name = "smtp";

    private Dependency Dependency => dependencies.Get(new DependencyPolicy(Name)
    {
        Timeout = options.Value.Timeout,
        // Those that send have their own connections; one more is a test's.
        MaxConcurrent = options.Value.MaxConnections + 2,
        MaxQueued = options.Value.MaxConnections,
        Window = TimeSpan.FromSeconds(60),
        MinimumCalls = 3,
        BreakFor = TimeSpan.FromSeconds(15),
        // What it says about a single mail, it says in good health.
        IsFailure = error => SmtpFailure.Of(error) is not { Scope: not SmtpFailureScope.Server },
    });

    /// <summary>Whether mail is handed to it: not for a while after most of what was tried failed.</summary>
    public bool IsCalled => Dependency.IsCalled;

    /// <summary>A connection of one's own, not made yet.</summary>
    public SmtpConnection CreateConnection(IProtocolLogger? log = null) => new(options.Value, log);

    /// <summary>Sends a mail over a connection.</summary>
    /// <returns>What the server answered.</returns>
    public async Task<string> SendAsync(SmtpConnection connection, MimeMessage message, CancellationToken cancellationToken) =>
        await Dependency.Once.ExecuteAsync(async token => await connection.SendAsync(message, token), cancellationToken);

    /// <summary>Connects as for a mail, and sends none.</summary>
    public async Task TryAsync(SmtpConnection connection, CancellationToken cancellationToken) =>
        await Dependency.Once.ExecuteAsync(async token => await connection.OpenOnlyAsync(token), cancellationToken);
}

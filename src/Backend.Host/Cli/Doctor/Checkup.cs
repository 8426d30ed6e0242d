using System.Runtime.CompilerServices;
using Backend.Contracts.Notifications;
using Backend.Host.Authentication;
using Backend.Platform.Errors;
using Backend.Platform.Persistence;
using Backend.Platform.Redis;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Backend.Host.Cli.Doctor;

/// <summary>The checks, in the order in which a server needs what they look at. What one finds does not keep the others from looking.</summary>
internal static class Checkup
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    public static async IAsyncEnumerable<Finding> RunAsync(IReadOnlyList<string> args, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (app, problems) = Configure(args);
        foreach (var problem in problems)
            yield return Finding.Bad("configuration", problem);
        if (problems.Count == 0)
            yield return Finding.Good("configuration", "can be read.");
        if (app is null)
            yield break;
        await using (app)
        {
            foreach (var finding in DataFiles.Look(app.Services.GetRequiredService<DataDirectory>()))
                yield return finding;
            yield return await WithinAsync("database", token => DatabaseAsync(app.Services, token), cancellationToken);
            yield return await WithinAsync("redis", token => RedisAsync(app.Configuration, token), cancellationToken);
            // Without settings that can be read there is no mail server to be tried, and no provider.
            if (problems.Count > 0)
                yield break;
            yield return await WithinAsync("mail", token => MailAsync(app.Services.GetRequiredService<IMailProbe>(), token), cancellationToken);
            foreach (var (index, issuer) in app.Services.GetRequiredService<IOptions<BackendAuthOptions>>().Value.Issuers.Index())
                yield return await WithinAsync("sign-in", token => IssuerAsync(app.Services, index, issuer, token), cancellationToken);
        }
    }

    // Nothing is started: it is put together, and its settings are held against their rules.
    private static (WebApplication? App, IReadOnlyList<string> Problems) Configure(IReadOnlyList<string> args)
    {
        WebApplication? app = null;
        try
        {
            app = BackendApplication.Create([.. args, "--Logging:LogLevel:Default=None"]);
            app.Services.GetService<IStartupValidator>()?.Validate();
            return (app, []);
        }
        catch (OptionsValidationException error)
        {
            return (app, [.. error.Failures]);
        }
        catch (AggregateException error)
        {
            return (app, [.. error.InnerExceptions.SelectMany(inner => inner is OptionsValidationException failed ? failed.Failures : [inner.Message])]);
        }
        catch (Exception error) when (error is ConfigurationException or InvalidOperationException or FormatException)
        {
            return (app, [error.Message]);
        }
    }

    private static async Task<Finding> WithinAsync(string about, Func<CancellationToken, Task<Finding>> check, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await check(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Finding.Bad(about, $"does not answer within {Patience.TotalSeconds} seconds.");
        }
    }

    private static async Task<Finding> DatabaseAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        var (db, provider) = (scope.ServiceProvider.GetRequiredService<BackendDbContext>(), services.GetRequiredService<PersistenceOptions>().Database.Provider);
        if (!await db.Database.CanConnectAsync(cancellationToken))
        {
            return provider == DatabaseProvider.Sqlite
                ? Finding.Note("database", "SQLite, not made yet: the server makes it when it starts.")
                : Finding.Bad("database", $"{provider} does not answer, or refuses us. See ConnectionStrings__Database.");
        }

        var pending = (await db.Database.GetPendingMigrationsAsync(cancellationToken)).Count();
        return pending == 0
            ? Finding.Good("database", $"{provider} answers and is up to date.")
            : Finding.Note("database", $"{provider} answers and lacks {pending} migrations: the server applies them when it starts, or 'db migrate' does.");
    }

    private static async Task<Finding> RedisAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        if (configuration.GetConnectionString("Redis") is not { Length: > 0 } redis)
            return Finding.Note("redis", "none, which one node needs not. See ConnectionStrings__Redis.");
        return await RedisProbe.TryAsync(redis, cancellationToken) is { } problem
            ? Finding.Bad("redis", $"{problem} See ConnectionStrings__Redis; the server runs without it, only slower.")
            : Finding.Good("redis", "answers.");
    }

    private static async Task<Finding> MailAsync(IMailProbe mail, CancellationToken cancellationToken)
    {
        if (!mail.IsOn)
            return Finding.Note("mail", "off: no mail is sent. See Backend__Mail__Host.");
        var probe = await mail.TryAsync(cancellationToken);
        return (probe.Problem is { } problem ? Finding.Bad("mail", problem) : Finding.Good("mail", "the server takes mail from us.")) with { Details = probe.Transcript };
    }

    private static async Task<Finding> IssuerAsync(IServiceProvider services, int index, IssuerOptions issuer, CancellationToken cancellationToken)
    {
        try
        {
            var keys = services.GetRequiredService<IOptionsMonitor<JwtBearerOptions>>().Get(BearerSchemes.Name(index)).ConfigurationManager!;
            var found = await keys.GetConfigurationAsync(cancellationToken);
            return Finding.Good("sign-in", $"{issuer.Authority} answers with {found.SigningKeys.Count} keys.");
        }
        catch (InvalidOperationException error)
        {
            return Finding.Bad("sign-in", $"{issuer.Authority} does not answer as a provider does: {(error.InnerException ?? error).Message}");
        }
    }
}

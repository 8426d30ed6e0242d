using Backend.GraphQL;
using Backend.Host.Authentication;
using Backend.Host.Telemetry;
using Backend.Modules.Access;
using Backend.Modules.Audit;
using Backend.Modules.Collaboration;
using Backend.Modules.DataExchange;
using Backend.Modules.Identity;
using Backend.Modules.Integrations;
using Backend.Modules.Jobs;
using Backend.Modules.Notifications;
using Backend.Modules.Tracking;
using Backend.Modules.Workspaces;
using Backend.Platform;
using Backend.Platform.Jobs;
using Backend.Platform.Persistence;
using Backend.Platform.Redis;
using Backend.Platform.Resilience;
using Backend.Platform.Retention;
using Backend.Platform.Security;

namespace Backend.Host;

/// <summary>Puts the server together: every module, the engine, the pipeline.</summary>
internal static class BackendApplication
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Puts it together.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">Adds services, for those who build upon the server.</param>
    public static WebApplication Create(IReadOnlyList<string> args, Action<IServiceCollection>? configure = null)
    {
        // Configuration is read once, at the start: watching its files would watch the whole content root, with every write to the data in it.
        var builder = WebApplication.CreateBuilder(["--hostBuilder:reloadConfigOnChange=false", .. args]);
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
            builder.WebHost.UseUrls(DefaultUrl);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // The GraphQL endpoint sets its own; nothing else takes a body of any size.
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            // Longer ones than the endpoint takes must reach it, to be refused with a code.
            kestrel.Limits.MaxRequestLineSize = 32 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 10_000;
            kestrel.Limits.MaxConcurrentUpgradedConnections = 10_000;
        });
        // One event a line, whatever is in it, with its scopes: what collects logs can read it, and nothing can forge a line.
        if (!builder.Environment.IsDevelopment() && string.IsNullOrEmpty(builder.Configuration["Logging:Console:FormatterName"]))
            builder.Logging.AddJsonConsole(json => (json.IncludeScopes, json.UseUtcTimestamp) = (true, true));
        AddServices(builder);
        configure?.Invoke(builder.Services);
        var app = builder.Build();
        UsePipeline(app);
        return app;
    }

    private static void AddServices(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        var data = DataDirectory.From(builder.Configuration, builder.Environment);
        services.AddHttpContextAccessor();
        services.AddGraphQLEngine();
        services.AddBackendLimits(builder.Configuration, builder.Environment);
        services.AddOptions<GraphQLTransportOptions>().BindConfiguration("Backend:Transports");
        services.AddPersistence(new PersistenceOptions
        {
            DataDirectory = data.Path,
            ConnectionString = builder.Configuration.GetConnectionString("Database"),
            ReplicaConnectionString = builder.Configuration.GetConnectionString("DatabaseReplica"),
        });
        services.AddOptions<DatabaseOptions>().BindConfiguration("Backend:Database");
        services.AddResilience();
        services.AddRedis(builder.Configuration.GetConnectionString("Redis"));
        services.AddSingleton<DatabaseStartup>();
        services.AddViewers();
        services.AddRetention();
        var roles = NodeRoles.Parse(builder.Configuration.GetSection("Backend:Roles").Get<string[]>() ?? []);
        services.AddJobs(roles);
        services.AddBackendAuthentication(builder.Configuration, builder.Environment);
        services.AddBackendIde();
        services.AddAppLinks();
        services.AddScoped<RestCaller>();
        services.AddAntiforgery();
        services.AddHealthChecks().AddDbContextCheck();
        services.AddTelemetry(builder.Configuration);
        services
            .AddIdentity()
            .AddWorkspaces()
            .AddAccess()
            .AddTracking()
            .AddCollaboration()
            .AddNotifications()
            .AddDataExchange()
            .AddIntegrations(roles)
            .AddAudit()
            .AddJobsApi();
    }

    private static void UsePipeline(WebApplication app)
    {
        app.UseRequestLogScope();
        app.MapMetrics();
        app.UseBackendAuthentication();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(30), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.UseBackendIde("/graphql", app.Environment);
        app.MapBackendAuthentication();
        app.MapHealth();
        // A node that only works on jobs is asked for its health, and nothing else.
        if (!app.Services.GetRequiredService<NodeRoles>().IsApi)
            return;
        app.UseJobDashboard();
        app.MapGraphQL("/graphql");
        app.MapImportUploads();
        app.MapAuditExports();
        app.MapNotifications();
    }
}

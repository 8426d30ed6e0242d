using Backend.Platform.Telemetry;

namespace Backend.Host;

/// <summary>Puts every request's ids into the scope of what is logged for it.</summary>
internal static class RequestLogging
{
    public static IApplicationBuilder UseRequestLogScope(this WebApplication app)
    {
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Backend.Host.Requests");
        return app.Use(async (context, next) =>
        {
            using var scope = logger.BeginScope(new RequestLogScope(context.TraceIdentifier));
            await next(context);
        });
    }
}

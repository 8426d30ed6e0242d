using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Backend.GraphQL.Composition;

/// <summary>Composes the schema when the server starts, so that what is wrong with it is known before the first request.</summary>
internal sealed class SchemaStartup(IServiceProvider services) : IHostedService
{
    /// <exception cref="SchemaException">The classes do not make a schema.</exception>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IRequestExecutor>();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

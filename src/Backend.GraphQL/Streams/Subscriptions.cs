using Backend.GraphQL.Execution;
using Backend.GraphQL.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL;

/// <summary>Opens the streams of subscriptions: shared ones where they can be, else the listener's own.</summary>
internal sealed class Subscriptions(OperationScopeFactory scopes, PlanRunner runner, ErrorWriter errors, OperationGuard guard, SharedStreams shared, TimeProvider clock, IAccessWatch? watch = null)
{
    /// <summary>Opens the stream of a listener; takes over the scope.</summary>
    /// <returns>The stream, or why it was refused.</returns>
    public async ValueTask<IExecutionResult> OpenAsync(
        PreparedRequest prepared, OperationSession session, AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var events = PlanRunner.Open(prepared.Plan, prepared.Arguments, scope.ServiceProvider, cancellationToken);
            if (StreamKey.Of(prepared, scopes.AudienceOf(scope.ServiceProvider, session)) is not { } key)
                return new EventStream(prepared, session, scope, events, scopes, runner, errors, guard);
            // It was opened only to learn whether the listener may follow.
            await scope.DisposeAsync();
            return new SharedStream(key, StreamKey.Since(prepared), shared, new StreamSource(this, prepared, session, key.Audience), errors, clock);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Denials.Note(scope.ServiceProvider, prepared.Plan, error);
            await Denials.TellAsync(scope.ServiceProvider);
            await scope.DisposeAsync();
            return errors.Refuse(error);
        }
    }

    /// <summary>Opens a part of a stream in a scope of its own.</summary>
    /// <exception cref="Exception">The caller may not follow it, or what it leans on does not answer.</exception>
    public async Task<(EventStream Stream, StreamBounds Bounds)> OpenAsync(
        PreparedRequest prepared, OperationSession session, StreamSource source, StreamPart part, SyncId? from, CancellationToken cancellationToken)
    {
        var scope = await scopes.OpenAsync(session, new ScopePurpose(prepared.Plan.Name, MayLag: false), cancellationToken);
        try
        {
            // Without a workspace named, who lost one is a member of another: the stream is not about that one.
            if (scopes.AudienceOf(scope.ServiceProvider, session) != source.Audience)
                throw new CodedExecutionError(ErrorCodes.NotFound, "There is no such Workspace.");
            var bounds = scope.ServiceProvider.GetRequiredService<StreamBounds>();
            (bounds.Part, bounds.From) = (part, from);
            scope.ServiceProvider.GetRequiredService<OperationSelection>().Use(prepared.Plan);
            var events = PlanRunner.Open(prepared.Plan, prepared.Arguments, scope.ServiceProvider, cancellationToken);
            var rights = watch is null || part == StreamPart.Replay ? null : new StreamGuard(scope.ServiceProvider, source, watch, errors);
            return (new EventStream(prepared, session, scope, events, scopes, runner, errors, guard, rights), bounds);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }
}

/// <summary>Where the results of a shared subscription come from: what its first listener asked for.</summary>
internal sealed class StreamSource(Subscriptions subscriptions, PreparedRequest prepared, OperationSession session, string audience)
{
    /// <summary>For whom.</summary>
    public string Audience => audience;

    /// <summary>What the operation is called; null where it has no name.</summary>
    public string? OperationName => prepared.Plan.Name;

    public Task<(EventStream Stream, StreamBounds Bounds)> OpenAsync(StreamPart part, SyncId? from, CancellationToken cancellationToken) =>
        subscriptions.OpenAsync(prepared, session, this, part, from, cancellationToken);
}

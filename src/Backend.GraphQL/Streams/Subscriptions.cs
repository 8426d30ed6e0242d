using Backend.GraphQL.Execution;
using Backend.GraphQL.Limits;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL;

/// <summary>Opens the streams of subscriptions: shared ones where they can be, else the listener's own.</summary>
internal sealed class Subscriptions(
    OperationScopeFactory scopes, PlanRunner runner, ErrorWriter errors, OperationGuard guard, SharedStreams shared, TimeProvider clock,
    IAccessWatch? watch = null, IRightsReader? rights = null)
{
    // A change of rights asks for all listeners of a workspace at once; the database has others to serve.
    private static readonly SemaphoreSlim Renewals = new(4);

    /// <summary>Opens the stream of a listener; takes over the scope.</summary>
    /// <returns>The stream, or why it was refused.</returns>
    public async ValueTask<IExecutionResult> OpenAsync(
        PreparedRequest prepared, OperationSession session, AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var events = PlanRunner.Open(prepared.Plan, prepared.Arguments, scope.ServiceProvider, cancellationToken);
            var audience = scopes.AudienceOf(scope.ServiceProvider, session);
            if (await KeyAsync(prepared, audience, scope.ServiceProvider, cancellationToken) is not { } key)
                return new EventStream(prepared, session, scope, events, scopes, runner, errors, guard);
            // It was opened only to learn whether the listener may follow.
            await scope.DisposeAsync();
            return new SharedStream(StreamKey.Since(prepared), shared, new StreamSource(this, prepared, session, key, audience!), errors, clock);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Denials.Note(scope.ServiceProvider, prepared.Plan, error);
            await Denials.TellAsync(scope.ServiceProvider);
            await scope.DisposeAsync();
            return errors.Refuse(error);
        }
    }

    /// <summary>With whom a listener may share, now that rights have changed.</summary>
    /// <exception cref="Exception">The caller may follow no longer, or what it leans on does not answer.</exception>
    public async Task<StreamSource> RenewAsync(PreparedRequest prepared, OperationSession session, CancellationToken cancellationToken)
    {
        await Renewals.WaitAsync(cancellationToken);
        try
        {
            await using var scope = await scopes.OpenAsync(session, new ScopePurpose(prepared.Plan.Name, MayLag: false), cancellationToken);
            scope.ServiceProvider.GetRequiredService<OperationSelection>().Use(prepared.Plan);
            _ = PlanRunner.Open(prepared.Plan, prepared.Arguments, scope.ServiceProvider, cancellationToken);
            var audience = scopes.AudienceOf(scope.ServiceProvider, session);
            var key = await KeyAsync(prepared, audience, scope.ServiceProvider, cancellationToken)
                ?? throw new CodedExecutionError(ErrorCodes.Unauthenticated, "Sign in to do this.");
            return new StreamSource(this, prepared, session, key, audience!);
        }
        finally
        {
            Renewals.Release();
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
            var held = part == StreamPart.Live ? source.Key.Rights : null;
            if (held is not null && await rights!.ReadAsync(scope.ServiceProvider, cancellationToken) != held)
                throw new RightsChangedException();
            var bounds = scope.ServiceProvider.GetRequiredService<StreamBounds>();
            (bounds.Part, bounds.From) = (part, from);
            scope.ServiceProvider.GetRequiredService<OperationSelection>().Use(prepared.Plan);
            var events = PlanRunner.Open(prepared.Plan, prepared.Arguments, scope.ServiceProvider, cancellationToken);
            var watched = watch is null || part == StreamPart.Replay ? null : new StreamGuard(scope.ServiceProvider, source, watch, errors);
            var lease = held is { } of ? new RightsLease(rights!, of) : null;
            return (new EventStream(prepared, session, scope, events, scopes, runner, errors, guard, watched, lease), bounds);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    // The rights are read once more: what was read of them in between is of one moment.
    private async ValueTask<StreamKey?> KeyAsync(PreparedRequest prepared, string? audience, IServiceProvider scope, CancellationToken cancellationToken)
    {
        if (StreamKey.Of(prepared, audience) is not { } own || rights is null || StreamKey.DependsOnViewer(prepared))
            return StreamKey.Of(prepared, audience);
        return await rights.ReadAsync(scope, cancellationToken) is { } held && await rights.ReadVersionAsync(scope, cancellationToken) == held.Version
            ? own with { Audience = held.Class, Rights = held }
            : own;
    }
}

/// <summary>Where the results of a shared subscription come from: what its first listener asked for.</summary>
/// <param name="subscriptions">Opens it.</param>
/// <param name="prepared">What was asked for.</param>
/// <param name="session">By whom.</param>
/// <param name="key">With whom it is shared.</param>
/// <param name="audience">Names the caller itself.</param>
internal sealed class StreamSource(Subscriptions subscriptions, PreparedRequest prepared, OperationSession session, StreamKey key, string audience)
{
    /// <summary>With whom it is shared.</summary>
    public StreamKey Key => key;

    /// <summary>Names the caller itself.</summary>
    public string Audience => audience;

    /// <summary>What the operation is called; null where it has no name.</summary>
    public string? OperationName => prepared.Plan.Name;

    public Task<(EventStream Stream, StreamBounds Bounds)> OpenAsync(StreamPart part, SyncId? from, CancellationToken cancellationToken) =>
        subscriptions.OpenAsync(prepared, session, this, part, from, cancellationToken);

    /// <summary>The same for the rights that the caller has now.</summary>
    public Task<StreamSource> RenewAsync(CancellationToken cancellationToken) => subscriptions.RenewAsync(prepared, session, cancellationToken);
}

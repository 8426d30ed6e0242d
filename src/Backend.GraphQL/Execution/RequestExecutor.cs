using Backend.GraphQL.Composition;
using Backend.GraphQL.Idempotency;
using Backend.GraphQL.Introspection;
using Backend.GraphQL.Limits;
using Backend.GraphQL.TrustedDocuments;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>Executes requests through compiled plans.</summary>
internal sealed class RequestExecutor(
    ISchema schema, DocumentCache documents, OperationScopeFactory scopes, PlanRunner runner, ErrorWriter errors, OperationGuard guard, OperationQueue queue,
    DocumentResolver resolver, IntrospectionGate introspection, Subscriptions subscriptions) : IRequestExecutor
{
    private readonly Lazy<string> sdl = new(schema.PrintSorted);

    public string Sdl => sdl.Value;

    public async Task<IExecutionResult> ExecuteAsync(OperationRequest request, OperationSession session, CancellationToken cancellationToken)
    {
        using var timer = EngineTelemetry.Operation();
        var (prepared, refused) = Prepare(request, session);
        if (prepared is not null)
            timer.Name(prepared.Plan);
        var result = refused ?? await ExecuteInTurnAsync(prepared!, session, cancellationToken);
        timer.End(prepared?.Plan, (result as IOperationResult)?.ErrorCodes ?? []);
        return result;
    }

    // A subscription has its turn while it begins.
    private async ValueTask<IExecutionResult> ExecuteInTurnAsync(PreparedRequest prepared, OperationSession session, CancellationToken cancellationToken)
    {
        using var turn = await queue.EnterAsync(prepared.Plan.Operation, cancellationToken);
        return turn.IsAcquired ? await ExecuteInTimeAsync(prepared, session, cancellationToken) : errors.Refuse(OperationQueue.Error);
    }

    // A subscription lasts; its events have their time each.
    private async ValueTask<IExecutionResult> ExecuteInTimeAsync(PreparedRequest prepared, OperationSession session, CancellationToken cancellationToken)
    {
        if (prepared.Plan.Operation == OperationType.Subscription)
            return await ExecuteAsync(prepared, session, cancellationToken);
        using var time = guard.StartTimer(cancellationToken);
        try
        {
            return await ExecuteAsync(prepared, session, time.Token);
        }
        catch (OperationCanceledException) when (time.HasExpired)
        {
            return errors.Refuse(OperationTimer.Error);
        }
    }

    // A query changes nothing: where what it leaned on was gone, it is run once more, and its caller sees nothing of that.
    private async ValueTask<IExecutionResult> ExecuteAsync(PreparedRequest prepared, OperationSession session, CancellationToken cancellationToken)
    {
        if (prepared.Plan.Operation != OperationType.Query)
            return (await ExecuteAsync(prepared, session, mayLag: false, cancellationToken)).Result;
        var (result, repeat) = await ExecuteAsync(prepared, session, mayLag: true, cancellationToken);
        if (!repeat)
            return result;
        (result as IDisposable)?.Dispose();
        return (await ExecuteAsync(prepared, session, mayLag: false, cancellationToken)).Result;
    }

    private async ValueTask<(IExecutionResult Result, bool Repeat)> ExecuteAsync(
        PreparedRequest prepared, OperationSession session, bool mayLag, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope;
        try
        {
            scope = await scopes.OpenAsync(session, new ScopePurpose(prepared.Plan.Name, mayLag), cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return (errors.Refuse(error), false);
        }

        scope.ServiceProvider.GetRequiredService<OperationSelection>().Use(prepared.Plan);
        scope.ServiceProvider.GetRequiredService<OperationSessionAccessor>().Charge = prepared.Charge;
        if (prepared.Plan.Operation == OperationType.Subscription)
            return (await subscriptions.OpenAsync(prepared, session, scope, cancellationToken), false);
        await using (scope)
        {
            var result = await RunAsync(prepared, scope.ServiceProvider, cancellationToken);
            return (result, result.ErrorCodes.Any(IsOurs) && scopes.IsWorthRepeating(scope.ServiceProvider));
        }
    }

    // A copy of the data may also lack what a newer schema has, which nobody foresees.
    private static bool IsOurs(string code) => code is ErrorCodes.Unavailable or ErrorCodes.Internal;

    private Task<IOperationResult> RunAsync(PreparedRequest prepared, IServiceProvider services, CancellationToken cancellationToken) =>
        prepared.Idempotency is null
            ? runner.RunAsync(prepared.Plan, prepared.Arguments, services, root: null, prepared.Extensions, cancellationToken)
            : RunOnceAsync(prepared, services, cancellationToken);

    private async Task<IOperationResult> RunOnceAsync(PreparedRequest prepared, IServiceProvider services, CancellationToken cancellationToken)
    {
        try
        {
            return await IdempotentRunner.RunAsync(
                prepared, services, runner,
                () => runner.RunAsync(prepared.Plan, prepared.Arguments, services, root: null, prepared.Extensions, cancellationToken),
                cancellationToken);
        }
        catch (Exception error) when (error is ICodedException)
        {
            return errors.Refuse(error);
        }
    }

    /// <summary>What is known of a request before anything of it runs, or why it is refused.</summary>
    private (PreparedRequest? Prepared, RefusedResult? Refused) Prepare(OperationRequest request, OperationSession session)
    {
        try
        {
            var text = resolver.Resolve(request);
            var document = documents.GetOrParse(text);
            introspection.Demand(document, session);
            if (document.Problems.Count > 0)
                return (null, errors.Refuse(introspection.Shown(document.Problems, session)));
            var operation = document.Operation(request.OperationName);
            request.Demand(operation.Definition.Operation);
            var variables = operation.Coerce(request.Variables, out var invalid);
            if (invalid is not null)
                return (null, errors.Refuse(invalid));
            var charge = guard.Charge(document.Document, operation.Definition, request.Variables, session);
            var plan = operation.Plan(variables);
            return (new PreparedRequest(plan, PlanArguments.Read(plan, variables), charge, request.ReportsCost || session.ReportsCost)
            {
                Idempotency = request.IdempotencyKey is { } key && plan.Operation == OperationType.Mutation ? (key, OperationFingerprint.Of(text, request)) : null,
            }, null);
        }
        catch (Exception error) when (error is ICodedException)
        {
            return (null, errors.Refuse(error));
        }
        catch (GraphQLSyntaxErrorException error)
        {
            return (null, errors.Refuse(new SyntaxError(error)));
        }
        catch (GraphQLMaxDepthExceededException error)
        {
            return (null, errors.Refuse(new CodedExecutionError(ErrorCodes.ParseFailed, error.Message)));
        }
        catch (ExecutionError error)
        {
            return (null, errors.Refuse(error));
        }
    }
}

/// <summary>An operation with all that its request decides.</summary>
internal sealed record PreparedRequest(OperationPlan Plan, PlanArguments Arguments, OperationCharge Charge, bool ReportsCost)
{
    /// <summary>The key of a mutation, and what tells it apart from others; null where it has none.</summary>
    public (string Key, byte[] Fingerprint)? Idempotency { get; init; }

    /// <summary>The response's extensions, as a JSON member; empty where there are none.</summary>
    public byte[] Extensions => ReportsCost ? Charge.ToJson() : [];
}

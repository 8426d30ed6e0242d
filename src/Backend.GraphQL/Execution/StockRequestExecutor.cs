using System.Runtime.CompilerServices;
using Backend.GraphQL.Composition;
using Backend.GraphQL.Limits;
using Backend.GraphQL.TrustedDocuments;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>Executes through GraphQL.NET's own executer, with parsed and validated documents cached.</summary>
internal sealed class StockRequestExecutor(
    ISchema schema, OperationScopeFactory scopes, DocumentCache documents, ErrorTranslator errors, IGraphQLTextSerializer serializer,
    OperationGuard guard, DocumentResolver resolver)
    : IRequestExecutor
{
    private static readonly StockDocumentExecuter Executer = new();

    public string Sdl { get; } = schema.PrintSorted();

    public async Task<IExecutionResult> ExecuteAsync(OperationRequest request, OperationSession session, CancellationToken cancellationToken)
    {
        CachedDocument document;
        OperationCharge? charge = null;
        try
        {
            document = documents.GetOrParse(resolver.Resolve(request));
            var operation = FindOperation(document.Document, request.OperationName);
            if (request.QueriesOnly && operation is { Operation: not OperationType.Query })
                return Failed(new CodedExecutionError(TransportErrors.MethodNotAllowed, "Over GET only queries run; send mutations by POST."));
            if (operation is not null)
                charge = guard.Charge(document.Document, operation, request.Variables, session);
        }
        catch (Exception error) when (error is ICodedException)
        {
            return Failed(error);
        }
        catch (GraphQLSyntaxErrorException error)
        {
            return Failed(new SyntaxError(error));
        }
        catch (GraphQLMaxDepthExceededException error)
        {
            return Failed(new CodedExecutionError(ErrorCodes.ParseFailed, error.Message));
        }

        // A subscription lasts; its events have their time each.
        if (FindOperation(document.Document, request.OperationName) is { Operation: OperationType.Subscription })
            return await ExecuteAsync(request, document, session, charge, cancellationToken);
        using var timer = guard.StartTimer(cancellationToken);
        try
        {
            var result = await ExecuteAsync(request, document, session, charge, timer.Token);
            return timer.HasExpired && result is StockOperationResult { ErrorCodes.Count: > 0 } ? Failed(OperationTimer.Error) : result;
        }
        catch (OperationCanceledException) when (timer.HasExpired)
        {
            return Failed(OperationTimer.Error);
        }
    }

    private async Task<IExecutionResult> ExecuteAsync(
        OperationRequest request, CachedDocument document, OperationSession session, OperationCharge? charge, CancellationToken cancellationToken)
    {
        var scope = await OpenAsync(session, charge, cancellationToken);
        if (scope.Refused is { } refused)
            return Failed(refused);
        var streaming = false;
        try
        {
            var result = await RunAsync(request, document, session, scope.Services!, root: null, cancellationToken);
            if (result is not EventStreamResult stream || result.Errors is { Count: > 0 })
                return Finished(result, charge, request.ReportsCost || session.ReportsCost);
            streaming = true;
            return new SubscriptionStream(this, request, document, session, charge, stream.Events, scope);
        }
        finally
        {
            if (!streaming)
                await scope.DisposeAsync();
        }
    }

    private async Task<ExecutionResult> RunAsync(
        OperationRequest request, CachedDocument document, OperationSession session, IServiceProvider services, object? root, CancellationToken cancellationToken)
    {
        var result = await Executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Document = document.Document,
            OperationName = request.OperationName,
            Variables = request.Variables,
            // A valid document stays valid; its variables are coerced, and so checked, each time.
            ValidationRules = document.IsValid ? [] : guard.ValidationRules,
            RequestServices = services,
            User = session.User,
            Root = root,
            CancellationToken = cancellationToken,
            UnhandledExceptionDelegate = context =>
            {
                context.Exception = errors.Translate(context.OriginalException);
                return Task.CompletedTask;
            },
        });
        // Only execution shows that every rule has passed: a refused variable says nothing of the document.
        document.IsValid |= result.Executed || result is EventStreamResult;
        return result;
    }

    private StockOperationResult Finished(ExecutionResult result, OperationCharge? charge, bool reportsCost)
    {
        if (!result.Executed)
            result.Errors = guard.Cap(result.Errors);
        if (reportsCost && charge is not null)
            result.Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { [OperationCharge.ExtensionName] = charge.ToExtension() };
        return new StockOperationResult(result, serializer);
    }

    private async Task<OpenScope> OpenAsync(OperationSession session, OperationCharge? charge, CancellationToken cancellationToken)
    {
        try
        {
            var scope = await scopes.OpenAsync(session, cancellationToken);
            scope.ServiceProvider.GetRequiredService<OperationCharges>().Current = charge;
            return new OpenScope(scope, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new OpenScope(null, errors.Translate(error));
        }
    }

    /// <summary>Resolves an event in a scope of its own: a fresh DbContext, and the caller's rights as they are then.</summary>
    private async Task<(StockOperationResult Result, bool Ended)> RunEventAsync(
        OperationRequest request, CachedDocument document, OperationSession session, OperationCharge? charge, object? item, CancellationToken cancellationToken)
    {
        using var timer = guard.StartTimer(cancellationToken);
        try
        {
            await using var scope = await OpenAsync(session, charge, timer.Token);
            if (scope.Refused is { } refused)
                return (Failed(refused), true);
            var result = await RunAsync(request, document, session, scope.Services!, item, timer.Token);
            return (new StockOperationResult(result, serializer), false);
        }
        catch (OperationCanceledException) when (timer.HasExpired)
        {
            // The event is lost to this listener: the stream ends, and the client resumes where it was.
            return (Failed(OperationTimer.Error), true);
        }
    }

    private StockOperationResult Failed(Exception error) => Failed(errors.Translate(error));

    private StockOperationResult Failed(ExecutionError error) => new(new ExecutionResult(error), serializer);

    private static GraphQLOperationDefinition? FindOperation(GraphQLDocument document, string? operationName)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>();
        return string.IsNullOrEmpty(operationName) ? operations.FirstOrDefault() : operations.FirstOrDefault(candidate => candidate.Name == operationName);
    }

    private sealed record OpenScope(AsyncServiceScope? Scope, ExecutionError? Refused) : IAsyncDisposable
    {
        public IServiceProvider? Services => Scope?.ServiceProvider;

        public ValueTask DisposeAsync() => Scope?.DisposeAsync() ?? default;
    }

    private sealed class SubscriptionStream(
        StockRequestExecutor executor, OperationRequest request, CachedDocument document, OperationSession session, OperationCharge? charge,
        IAsyncEnumerable<object?> events, OpenScope streamScope) : IResponseStream
    {
        public async IAsyncEnumerable<IOperationResult> ReadResultsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await using var opened = streamScope;
            await using var enumerator = events.GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                StockOperationResult? failed = null;
                var more = false;
                try
                {
                    more = await enumerator.MoveNextAsync();
                }
                catch (Exception error) when (error is not OperationCanceledException)
                {
                    failed = executor.Failed(error);
                }

                if (failed is not null)
                    yield return failed;
                if (!more)
                    yield break;
                var (result, ended) = await executor.RunEventAsync(request, document, session, charge, enumerator.Current, cancellationToken);
                yield return result;
                if (ended)
                    yield break;
            }
        }
    }
}

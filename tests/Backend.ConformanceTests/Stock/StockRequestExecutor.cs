using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Backend.GraphQL;
using Backend.GraphQL.Composition;
using Backend.GraphQL.Execution;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace Backend.ConformanceTests.Stock;

/// <summary>Executes through GraphQL.NET's own executer: the referee of the plans, which must answer as it does.</summary>
internal sealed class StockRequestExecutor(
    ISchema schema, OperationScopeFactory scopes, ErrorTranslator errors, IGraphQLTextSerializer serializer)
    : IRequestExecutor
{
    private static readonly StockDocumentExecuter Executer = new();
    private readonly ConcurrentDictionary<string, CachedDocument> documents = new(StringComparer.Ordinal);

    public string Sdl { get; } = schema.PrintSorted();

    public async Task<IExecutionResult> ExecuteAsync(OperationRequest request, OperationSession session, CancellationToken cancellationToken)
    {
        CachedDocument document;
        try
        {
            document = documents.GetOrAdd(request.Query!, static text => new CachedDocument(Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments })));
        }
        catch (GraphQLSyntaxErrorException error)
        {
            return Failed(new SyntaxError(error));
        }
        catch (GraphQLMaxDepthExceededException error)
        {
            return Failed(new CodedExecutionError(ErrorCodes.ParseFailed, error.Message));
        }

        if (!request.Allowed.HasFlag(OperationKinds.Mutation) && IsOtherThanQuery(document.Document, request.OperationName))
            return Failed(new CodedExecutionError(TransportErrors.MethodNotAllowed, "Over GET only queries run; send mutations by POST."));
        return await ExecuteAsync(request, document, session, cancellationToken);
    }

    private async Task<IExecutionResult> ExecuteAsync(
        OperationRequest request, CachedDocument document, OperationSession session, CancellationToken cancellationToken)
    {
        var scope = await OpenAsync(session, cancellationToken);
        if (scope.Refused is { } refused)
            return Failed(refused);
        var streaming = false;
        try
        {
            var result = await RunAsync(request, document, session, scope.Services!, root: null, cancellationToken);
            if (result is not EventStreamResult stream || result.Errors is { Count: > 0 })
                return new StockOperationResult(result, serializer);
            streaming = true;
            return new SubscriptionStream(this, request, document, session, stream.Events, scope);
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
            Query = request.Query,
            OperationName = request.OperationName,
            Variables = request.Variables,
            // A valid document stays valid; its variables are coerced, and so checked, each time.
            ValidationRules = document.IsValid ? [] : DocumentRules.All,
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

    private async Task<OpenScope> OpenAsync(OperationSession session, CancellationToken cancellationToken)
    {
        try
        {
            var scope = await scopes.OpenAsync(session, cancellationToken);
            return new OpenScope(scope, null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new OpenScope(null, errors.Translate(error));
        }
    }

    /// <summary>Resolves an event in a scope of its own: a fresh DbContext, and the caller's rights as they are then.</summary>
    private async Task<(StockOperationResult Result, bool Ended)> RunEventAsync(
        OperationRequest request, CachedDocument document, OperationSession session, object? item, CancellationToken cancellationToken)
    {
        await using var scope = await OpenAsync(session, cancellationToken);
        if (scope.Refused is { } refused)
            return (Failed(refused), true);
        var result = await RunAsync(request, document, session, scope.Services!, item, cancellationToken);
        return (new StockOperationResult(result, serializer), false);
    }

    private StockOperationResult Failed(Exception error) => Failed(errors.Translate(error));

    private StockOperationResult Failed(ExecutionError error) => new(new ExecutionResult(error), serializer);

    private static bool IsOtherThanQuery(GraphQLDocument document, string? operationName)
    {
        var operations = document.Definitions.OfType<GraphQLOperationDefinition>();
        var operation = string.IsNullOrEmpty(operationName)
            ? operations.FirstOrDefault()
            : operations.FirstOrDefault(candidate => candidate.Name == operationName);
        return operation is not null && operation.Operation != OperationType.Query;
    }

    private sealed record OpenScope(Microsoft.Extensions.DependencyInjection.AsyncServiceScope? Scope, ExecutionError? Refused) : IAsyncDisposable
    {
        public IServiceProvider? Services => Scope?.ServiceProvider;

        public ValueTask DisposeAsync() => Scope?.DisposeAsync() ?? default;
    }

    private sealed class SubscriptionStream(
        StockRequestExecutor executor, OperationRequest request, CachedDocument document, OperationSession session,
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
                var (result, ended) = await executor.RunEventAsync(request, document, session, enumerator.Current, cancellationToken);
                yield return result;
                if (ended)
                    yield break;
            }
        }
    }

    private sealed class CachedDocument(GraphQLDocument document)
    {
        public GraphQLDocument Document { get; } = document;

        public bool IsValid { get; set; }
    }
}

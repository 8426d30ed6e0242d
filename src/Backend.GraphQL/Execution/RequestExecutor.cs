using Backend.GraphQL.Composition;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using Microsoft.Extensions.DependencyInjection;

namespace Backend.GraphQL.Execution;

/// <summary>Executes requests through compiled plans.</summary>
internal sealed class RequestExecutor(
    ISchema schema, DocumentCache documents, OperationScopeFactory scopes, PlanRunner runner, ErrorWriter errors) : IRequestExecutor
{
    private readonly Lazy<string> sdl = new(schema.PrintSorted);

    public string Sdl => sdl.Value;

    public async Task<IExecutionResult> ExecuteAsync(OperationRequest request, OperationSession session, CancellationToken cancellationToken)
    {
        using var timer = EngineTelemetry.Operation();
        var (prepared, refused) = Prepare(request);
        if (prepared is not null)
            timer.Name(prepared.Plan);
        var result = refused ?? await ExecuteAsync(prepared!, session, cancellationToken);
        timer.End(prepared?.Plan, (result as IOperationResult)?.ErrorCodes ?? []);
        return result;
    }

    private async Task<IExecutionResult> ExecuteAsync(PreparedRequest prepared, OperationSession session, CancellationToken cancellationToken)
    {
        AsyncServiceScope scope;
        try
        {
            scope = await scopes.OpenAsync(session, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            return errors.Refuse(error);
        }

        scope.ServiceProvider.GetRequiredService<OperationSelection>().Use(prepared.Plan);
        if (prepared.Plan.Operation == OperationType.Subscription)
            return await SubscribeAsync(prepared, session, scope, cancellationToken);
        await using (scope)
            return await runner.RunAsync(prepared.Plan, prepared.Arguments, scope.ServiceProvider, root: null, cancellationToken);
    }

    /// <summary>What is known of a request before anything of it runs, or why it is refused.</summary>
    private (PreparedRequest? Prepared, RefusedResult? Refused) Prepare(OperationRequest request)
    {
        try
        {
            var document = documents.GetOrParse(request.Query);
            if (document.Problems.Count > 0)
                return (null, errors.Refuse(document.Problems));
            var operation = document.Operation(request.OperationName);
            if (request.QueriesOnly && operation.Definition.Operation != OperationType.Query)
                throw new CodedExecutionError(TransportErrors.MethodNotAllowed, "Over GET only queries run; send mutations by POST.");
            var variables = operation.Coerce(request.Variables, out var invalid);
            if (invalid is not null)
                return (null, errors.Refuse(invalid));
            var plan = operation.Plan(variables);
            return (new PreparedRequest(plan, PlanArguments.Read(plan, variables)), null);
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

    private async Task<IExecutionResult> SubscribeAsync(
        PreparedRequest prepared, OperationSession session, AsyncServiceScope scope, CancellationToken cancellationToken)
    {
        try
        {
            var events = PlanRunner.Open(prepared.Plan, prepared.Arguments, scope.ServiceProvider, cancellationToken);
            return new EventStream(prepared, session, scope, events, scopes, runner, errors);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            await scope.DisposeAsync();
            return errors.Refuse(error);
        }
    }
}

/// <summary>An operation with all that its request decides.</summary>
internal sealed record PreparedRequest(OperationPlan Plan, PlanArguments Arguments);

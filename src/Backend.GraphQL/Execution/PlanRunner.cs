namespace Backend.GraphQL.Execution;

/// <summary>Executes plans: asks for the caller's rights, resolves, writes.</summary>
internal sealed class PlanRunner(ErrorTranslator translator, ErrorWriter errorWriter, GraphQLExecutionOptions options)
{
    /// <summary>Executes a query or a mutation, or resolves an event of a subscription.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="arguments">The request's arguments.</param>
    /// <param name="services">The operation's scope.</param>
    /// <param name="root">The event; null otherwise.</param>
    /// <param name="extensions">What the response says beside its data, as a JSON member; empty for nothing.</param>
    /// <param name="cancellationToken">Ends the execution.</param>
    public async Task<IOperationResult> RunAsync(
        OperationPlan plan, PlanArguments arguments, IServiceProvider services, object? root, byte[] extensions, CancellationToken cancellationToken)
    {
        var errors = new FieldErrors(translator, plan.Document);
        var authorization = PlanAuthorization.Check(plan, services, errors);
        using var execution = new PlanExecution(plan, arguments, authorization, services, cancellationToken) { TraceFields = options.TraceFields };
        try
        {
            await execution.ResolveAsync(root);
        }
        catch (Exception error) when (cancellationToken.IsCancellationRequested && error is not OperationCanceledException)
        {
            // Databases have exceptions of their own for a statement that was interrupted.
            throw new OperationCanceledException("The operation was ended.", error, cancellationToken);
        }

        var result = Write(execution, errors, root, extensions);
        Denials.Note(services, errors);
        await Denials.TellAsync(services);
        return result;
    }

    /// <summary>Whether the caller may have every field of a plan.</summary>
    public bool IsAllowed(OperationPlan plan, IServiceProvider services)
    {
        var errors = new FieldErrors(translator, plan.Document);
        PlanAuthorization.Check(plan, services, errors);
        return errors.Count == 0;
    }

    /// <summary>Opens a subscription's stream of events.</summary>
    /// <exception cref="AccessDeniedException">The caller may not follow it.</exception>
    public static IAsyncEnumerable<object?> Open(
        OperationPlan plan, PlanArguments arguments, IServiceProvider services, CancellationToken cancellationToken)
    {
        var field = plan.Root.Written[0];
        foreach (var requirement in field.Authorizations)
            requirement.Demand(services);
        var execution = new PlanExecution(plan, arguments, PlanAuthorization.Everything, services, cancellationToken);
        return ((EventStreamResolver)field.Definition.StreamResolver!).Open(new PlanFieldContext(execution, field));
    }

    private IOperationResult Write(PlanExecution execution, FieldErrors errors, object? root, byte[] extensions)
    {
        var json = new ResponseBuffer(execution.Plan.SizeHint, options.MaxResponseBytes);
        try
        {
            json.Raw("{\"data\":"u8);
            new PlanWriter(execution, json, errors).Write(root);
            json.Raw(extensions);
            json.Raw((byte)'}');
        }
        catch (ResponseTooLargeException error)
        {
            json.Dispose();
            return errorWriter.Refuse(error);
        }
        catch
        {
            json.Dispose();
            throw;
        }

        execution.Plan.SizeHint = json.Position;
        if (errors.Count == 0)
            return new OperationResult(json, []);
        using (json)
            return new OperationResult(WithErrors(json, errors), ErrorWriter.Codes(errors.All));
    }

    // Errors stand first, where a person sees them (October 2021 specification, 7.1).
    private ResponseBuffer WithErrors(ResponseBuffer data, FieldErrors errors)
    {
        var list = errorWriter.Write(errors.All);
        var json = new ResponseBuffer(data.Position + list.Length + 16, int.MaxValue);
        json.Raw("{\"errors\":"u8);
        json.Raw(list);
        json.Raw((byte)',');
        json.Raw(data.Written.Span[1..]);
        return json;
    }
}

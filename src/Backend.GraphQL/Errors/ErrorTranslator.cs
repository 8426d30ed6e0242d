using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using Microsoft.Extensions.Logging;

namespace Backend.GraphQL;

/// <summary>
/// Turns exceptions into errors of the response: those that carry a code are shown, anything else becomes
/// <c>INTERNAL</c> with a reference id that finds it in the log.
/// </summary>
internal sealed partial class ErrorTranslator(ILogger<ErrorTranslator> logger, TimeProvider clock, IEnumerable<IExceptionMapper> mappers) : IErrorInfoProvider
{
    public CodedExecutionError Translate(Exception exception)
    {
        while (exception is DataLoaderException { InnerException: { } inner })
            exception = inner;
        if (exception is ICodedException coded)
            return new CodedExecutionError(coded.Code, exception.Message, coded.Extensions);
        foreach (var mapper in mappers)
        {
            if (mapper.Map(exception) is ICodedException mapped)
            {
                LogMapped(logger, mapped.Code, exception);
                return new CodedExecutionError(mapped.Code, ((Exception)mapped).Message, mapped.Extensions);
            }
        }

        var reference = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        LogUnexpected(logger, reference, exception);
        return new CodedExecutionError(
            ErrorCodes.Internal, $"Something went wrong on our side. Tell us the reference {reference}.",
            new Dictionary<string, object?>(StringComparer.Ordinal) { ["reference"] = reference });
    }

    public ErrorInfo GetInfo(ExecutionError executionError)
    {
        var extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = Code(executionError) };
        if (executionError is CodedExecutionError coded)
        {
            foreach (var (name, value) in coded.Details)
                extensions[name] = value;
        }

        return new ErrorInfo { Message = Message(executionError), Extensions = extensions };
    }

    public static string Code(ExecutionError error) => error switch
    {
        CodedExecutionError { Code: { } code } => code,
        SyntaxError => ErrorCodes.ParseFailed,
        InvalidVariableError => ErrorCodes.BadUserInput,
        NoOperationError or NoOperationNameError or InvalidOperationNameError => ErrorCodes.BadRequest,
        ValidationError => ErrorCodes.ValidationFailed,
        RequestError or DocumentError => ErrorCodes.BadRequest,
        _ => ErrorCodes.Internal,
    };

    // GraphQL.NET hides why a variable was refused in the inner exception.
    private static string Message(ExecutionError error) =>
        error is InvalidVariableError { InnerException: { Message: { } reason } } && !error.Message.Contains(reason, StringComparison.Ordinal)
            ? $"{error.Message} {reason}"
            : error.Message;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answered {Code}")]
    private static partial void LogMapped(ILogger logger, string code, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Unexpected failure, reference {Reference}")]
    private static partial void LogUnexpected(ILogger logger, string reference, Exception exception);
}

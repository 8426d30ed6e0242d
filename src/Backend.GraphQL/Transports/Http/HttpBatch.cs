using System.Buffers;
using Backend.GraphQL.Limits;
using Microsoft.AspNetCore.Http;

namespace Backend.GraphQL;

/// <summary>
/// Answers the requests of a batch with a list of their results. They run one after the other, and each result is sent before
/// the next request runs: a batch holds no more memory than its largest result.
/// </summary>
internal static class HttpBatch
{
    public static async Task AnswerAsync(
        HttpContext context, string mediaType, IReadOnlyList<OperationRequest> requests, IRequestExecutor executor, OperationSession session)
    {
        var body = context.Response.BodyWriter;
        for (var index = 0; index < requests.Count; index++)
        {
            var request = requests[index] with { Allowed = OperationKinds.Query | OperationKinds.Mutation };
            using var result = (IOperationResult)await executor.ExecuteAsync(request, session, context.RequestAborted);
            if (index == 0)
                RateLimitHeaders.Write(context, session);
            if (index == 0)
                ResponseHead.WriteMany(context.Response, mediaType, result);
            body.Write(index == 0 ? "["u8 : ","u8);
            await body.WriteAsync(result.Response, context.RequestAborted);
        }

        body.Write("]"u8);
    }
}

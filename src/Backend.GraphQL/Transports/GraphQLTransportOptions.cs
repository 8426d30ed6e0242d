using Microsoft.Extensions.Options;

namespace Backend.GraphQL;

/// <summary>What transports allow a client, and how long they wait for one.</summary>
public sealed record GraphQLTransportOptions
{
    /// <summary>
    /// The largest request, as a body or as a message of a socket, in bytes. By default it holds the largest description, with
    /// every character escaped, and the rest of a request.
    /// </summary>
    public int MaxRequestBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>The longest query string of a GET, in characters.</summary>
    public int MaxQueryStringLength { get; init; } = 16 * 1024;

    /// <summary>How many requests one batch may hold; 0 refuses batches.</summary>
    public int MaxBatchSize { get; init; } = 10;

    /// <summary>
    /// Headers that no page can send to another site unasked. A request with a cookie needs one of them, unless its body is JSON.
    /// </summary>
    public IReadOnlyList<string> PreflightHeaders { get; init; } = ["GraphQL-Preflight", "Apollo-Require-Preflight"];

    /// <summary>How long a socket may take to introduce itself.</summary>
    public TimeSpan InitialisationTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a stream that is silent gives a sign of life, and a socket is asked for one.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a socket may take to answer a ping.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a reader may take nothing of what waits for it.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a peer may take to answer a close.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How many operations may run on one socket.</summary>
    public int MaxOperationsPerSocket { get; init; } = 100;

    /// <summary>How many of a socket's operations are executed at a time; the others wait. Subscriptions count until they are opened.</summary>
    public int MaxExecutionsPerSocket { get; init; } = 8;

    /// <summary>How many bytes of results may wait for a socket's reader; a single result may be larger.</summary>
    public int MaxQueuedBytesPerSocket { get; init; } = 1024 * 1024;
}

/// <summary>Refuses to start with values that no transport could work with.</summary>
internal sealed class GraphQLTransportOptionsValidator : IValidateOptions<GraphQLTransportOptions>
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    public ValidateOptionsResult Validate(string? name, GraphQLTransportOptions options)
    {
        List<string> problems = [];
        Number(options.MaxRequestBytes, 1024, 64 * 1024 * 1024, nameof(options.MaxRequestBytes));
        Number(options.MaxQueryStringLength, 256, 64 * 1024, nameof(options.MaxQueryStringLength));
        Number(options.MaxBatchSize, 0, 1000, nameof(options.MaxBatchSize));
        Number(options.MaxOperationsPerSocket, 1, 10_000, nameof(options.MaxOperationsPerSocket));
        Number(options.MaxExecutionsPerSocket, 1, 1000, nameof(options.MaxExecutionsPerSocket));
        Number(options.MaxQueuedBytesPerSocket, 1024, 64 * 1024 * 1024, nameof(options.MaxQueuedBytesPerSocket));
        Time(options.InitialisationTimeout, nameof(options.InitialisationTimeout));
        Time(options.HeartbeatInterval, nameof(options.HeartbeatInterval));
        Time(options.PongTimeout, nameof(options.PongTimeout));
        Time(options.SendTimeout, nameof(options.SendTimeout));
        Time(options.CloseTimeout, nameof(options.CloseTimeout));
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Number(int value, int least, int most, string key)
        {
            if (value < least || value > most)
                problems.Add($"{nameof(GraphQLTransportOptions)}.{key} is {value}. Set it to {least} to {most}.");
        }

        void Time(TimeSpan value, string key)
        {
            if (value <= TimeSpan.Zero || value > Longest)
                problems.Add($"{nameof(GraphQLTransportOptions)}.{key} is {value}. Set it to more than nothing and at most {Longest}, such as 00:00:15.");
        }
    }
}

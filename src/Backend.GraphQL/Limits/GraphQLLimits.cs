namespace Backend.GraphQL;

/// <summary>What a request may ask for. Everything is checked before the request can keep the server busy.</summary>
public sealed record GraphQLLimits
{
    /// <summary>UTF-8 bytes of a document.</summary>
    public int DocumentBytes { get; init; } = 64 * 1024;

    /// <summary>Tokens of a document.</summary>
    public int Tokens { get; init; } = 10_000;

    /// <summary>How deep brackets may nest in a document, and selections once fragments are expanded.</summary>
    public int Nesting { get; init; } = 60;

    /// <summary>How deep fields may nest, fragments expanded.</summary>
    public int Depth { get; init; } = 20;

    /// <summary>Selections of a document, fragments expanded wherever they are spread.</summary>
    public int Fields { get; init; } = 2_000;

    /// <summary>Aliases of a document.</summary>
    public int Aliases { get; init; } = 500;

    /// <summary>How often one response name may be selected in one place, fragments expanded.</summary>
    public int RepeatedFields { get; init; } = 50;

    /// <summary>
    /// Fragments that validation compares with each other, in pairs: those that are spread in one place, fragments expanded.
    /// </summary>
    public int FragmentPairs { get; init; } = 700;

    /// <summary>Arguments in one place, and fields of one literal object.</summary>
    public int Arguments { get; init; } = 100;

    /// <summary>Values of a document: arguments and what literal lists and objects hold.</summary>
    public int Values { get; init; } = 2_000;

    /// <summary>Directives of a document.</summary>
    public int Directives { get; init; } = 500;

    /// <summary>Directives in one place.</summary>
    public int DirectivesPerLocation { get; init; } = 10;

    /// <summary>Fragment spreads of a document.</summary>
    public int FragmentSpreads { get; init; } = 500;

    /// <summary>Fragments of a document.</summary>
    public int Fragments { get; init; } = 200;

    /// <summary>Operations of a document.</summary>
    public int Operations { get; init; } = 50;

    /// <summary>Fields at the root of an operation, fragments expanded.</summary>
    public int RootFields { get; init; } = 100;

    /// <summary>Variables of an operation.</summary>
    public int VariableDefinitions { get; init; } = 100;

    /// <summary>Validation errors that are reported; the rest is counted.</summary>
    public int ReportedErrors { get; init; } = 10;

    /// <summary>UTF-8 bytes of the variables' JSON.</summary>
    public int VariablesBytes { get; init; } = 2 * 1024 * 1024;

    /// <summary>How deep the variables' JSON may nest.</summary>
    public int VariablesNesting { get; init; } = 32;

    /// <summary>The length of a list in the variables.</summary>
    public int VariablesListLength { get; init; } = 20_000;

    /// <summary>The values in the variables, all lists and objects together.</summary>
    public int VariablesValues { get; init; } = 20_000;

    /// <summary>The cost of an operation; of a batch, the sum.</summary>
    public long OperationCost { get; init; } = 50_000;

    /// <summary>What a caller may spend per minute; 0 for no limit.</summary>
    public long CostPerMinute { get; init; } = 1_000_000;

    /// <summary>How long an operation, or one event of a subscription, may take.</summary>
    public TimeSpan OperationTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How many operations a node works on at once; events of subscriptions do not count.</summary>
    public int ConcurrentOperations { get; init; } = 200;

    /// <summary>How many wait for their turn; one more is refused.</summary>
    public int QueuedOperations { get; init; } = 1_000;

    /// <summary>How long one waits before it is refused.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>UTF-8 bytes of a response.</summary>
    public int ResponseBytes { get; init; } = 32 * 1024 * 1024;
}
